package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;

/** Real forks of JMH's, for a moment. */
class MicrobenchmarkRunIT {

    @TempDir
    private Path folder = Path.of("");

    private final List<String> finished = new ArrayList<>();

    @Test
    void recordsWhatJmhMeasuredAndWhatFailed() throws IOException {
        var options = shortest()
                .include("ConvolutionBenchmark.gradientByInput")
                .param("layer", "scratcher-cnn/3")
                .param("batchSize", "-1", "2")
                .forks(2)
                .measurementIterations(3);

        var records = run(options, Duration.ofMinutes(2));

        assertThat(records).extracting(Microbenchmark::batchSize).containsExactly(2, -1);
        var measured = records.getFirst();
        assertThat(measured.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(measured.operation()).isEqualTo("convolution");
        assertThat(measured.pass()).isEqualTo("gradient by input");
        assertThat(measured.algorithm()).isEqualTo("NAIVE");
        assertThat(measured.workload()).isEqualTo("scratcher-cnn/3 2→4 3×3 @15×15");
        assertThat(measured.threads()).isEqualTo(1);
        assertThat(measured.nominalFlops()).isEqualTo(2L * 2 * 2 * 4 * 9 * 13 * 13);
        assertThat(measured.forks())
                .hasSize(2)
                .allSatisfy(fork -> assertThat(fork).hasSize(3).allMatch(ms -> ms > 0));
        assertThat(measured.allocatedBytes()).isNotNull();
        assertThat(measured.protocol()).contains("JMH", "forks: 2");
        assertThat(records.getLast().outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.message()).contains("jmh.log"));
        assertThat(finished)
                .containsExactly(
                        "1/2 convolution scratcher-cnn/3 2→4 3×3 @15×15, gradient by input, NAIVE: false",
                        "2/2 convolution scratcher-cnn/3 2→4 3×3 @15×15, gradient by input, NAIVE: true");
    }

    @Test
    void endsAForkThatHangsAtTheDeadline() throws IOException {
        // Its JVM waits for a debugger.
        var options = shortest()
                .include("ConvolutionBenchmark.forward")
                .param("layer", "scratcher-cnn/3")
                .forks(1)
                .jvmArgsAppend("-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0");

        var records = run(options, Duration.ofSeconds(2));

        assertThat(records)
                .singleElement()
                .satisfies(hung -> assertThat(hung.outcome())
                        .isInstanceOfSatisfying(
                                Outcome.Failed.class,
                                failed -> assertThat(failed.message()).contains("2 s", "jmh.log")));
    }

    private static ChainedOptionsBuilder shortest() {
        return new OptionsBuilder()
                .param("algorithm", "NAIVE")
                .warmupIterations(0)
                .measurementIterations(1)
                .measurementTime(TimeValue.milliseconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(false);
    }

    private List<Microbenchmark> run(ChainedOptionsBuilder options, Duration deadline) throws IOException {
        return new MicrobenchmarkRun(options.build(), folder.resolve("jmh.log"), deadline)
                .run((title, milliseconds, number, total) ->
                        finished.add(number + "/" + total + " " + title + ": " + milliseconds.isPresent()));
    }
}
