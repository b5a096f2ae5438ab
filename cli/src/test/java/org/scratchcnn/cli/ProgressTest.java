package org.scratchcnn.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.zoo.Tasks;
import org.scratchcnn.worker.WorkerEvent;
import org.scratchcnn.worker.record.EngineRun;
import org.scratchcnn.worker.record.EngineRun.Protocol;
import org.scratchcnn.worker.record.Outcome;
import org.scratchcnn.worker.record.PlannedRun;

class ProgressTest {

    private static final PlannedRun TRAINING = PlannedRun.ofTraining(Tasks.task("spiral"), "scratch", Protocol.TRAIN);
    private static final PlannedRun TIMED =
            PlannedRun.ofTraining(Tasks.task("fashion-mnist"), "dl4j", Protocol.TIME_STEPS);
    private static final EngineRun TRAINED =
            RecordFixture.trainedBy("scratch", 1).runs().getFirst();

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, UTF_8);

    private String printed() {
        return bytes.toString(UTF_8).replace("\r\n", "\n");
    }

    @Test
    void printsALineForEachRunThatIsOver() {
        var progress = new Progress(stream, null);

        progress.runStarted(TRAINING, 3, 15);
        progress.workerSaid(TRAINING, new WorkerEvent.Progress(1, 2, 50, 100, 0.5, null, 25_000));
        assertThat(printed()).isEmpty();
        progress.runFinished(TRAINING, TRAINED);

        assertThat(printed())
                .matches("\\[ 3/15] spiral scratch seed 1 +\\d+ epochs?  87\\.5 %  [\\d,]+ images/s  0:0\\d\n");
    }

    @Test
    void saysWhyARunFailedOrIsLeftOut() {
        var progress = new Progress(stream, null);

        for (var outcome : List.of(new Outcome.Failed("No memory is left"), new Outcome.Unsupported("No such layer"))) {
            progress.runStarted(TIMED, 1, 2);
            progress.runFinished(TIMED, RecordFixture.timed("dl4j", TIMED.task(), List.of(), outcome));
        }

        assertThat(printed().lines())
                .satisfiesExactly(
                        line -> assertThat(line).matches("\\[1/2] fashion-mnist dl4j batch 32 +FAILED  0:0\\d"),
                        line -> assertThat(line).isEqualTo("      No memory is left"),
                        line -> assertThat(line).contains("left out"),
                        line -> assertThat(line).isEqualTo("      No such layer"));
    }

    @Test
    void drawsOneLineAgainAndAgainOnATerminal() {
        var progress = new Progress(stream, new ConsoleProgressBarConsumer(stream, 100));

        progress.runStarted(TRAINING, 3, 15);
        progress.workerSaid(TRAINING, new WorkerEvent.Progress(1, 2, 50, 100, 0.5, null, 25_000));
        while (!printed().contains("epoch 1/2, 50 % done  25,000 images/s")) {
            Thread.onSpinWait(); // drawn by a thread of its own
        }
        progress.runFinished(TRAINING, TRAINED);
        progress.say("The end");

        assertThat(printed().lines()).last().isEqualTo("The end");
        assertThat(printed().lines().filter(line -> line.contains("spiral")))
                .allMatch(line -> line.startsWith("[ 3/15]"));
        assertThat(printed()).containsPattern("87\\.5 %  [\\d,]+ images/s  0:0\\d *\\n");
    }
}
