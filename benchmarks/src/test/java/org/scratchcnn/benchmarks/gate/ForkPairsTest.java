package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.scratchcnn.benchmarks.gate.ForkPairs.Revision;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.PairSource.Failure;
import org.scratchcnn.benchmarks.gate.rule.PairSource.Outcome;

class ForkPairsTest {

    private static final String BENCHMARK = "spiral-32-step";
    private static final ForkMessage.Ready READY = new ForkMessage.Ready(1, 1, 16, List.of());
    private static final Fork.Starter SOUND = crashesAfter(Integer.MAX_VALUE);
    private static final Fork.Starter UNABLE = _ -> {
        throw new IOException("it does not start");
    };

    private final List<String> said = new ArrayList<>();
    private long nanos;

    /** Forks that answer this often, the warm-up included, and then crash. */
    private static Fork.Starter crashesAfter(int blocks) {
        return _ -> new Fork() {
            private int answers;

            @Override
            public ForkMessage.Ready ready() {
                return READY;
            }

            @Override
            public ForkMessage.Block block(int milliseconds) throws IOException {
                if (answers == blocks) {
                    throw new IOException("it crashed");
                }
                answers++;
                return new ForkMessage.Block(1, 0);
            }

            @Override
            public void close() {}
        };
    }

    private Outcome take(Fork.Starter base, Fork.Starter head, boolean headFirst) throws InterruptedException {
        return pairs(base, head).take(BENCHMARK, headFirst);
    }

    private ForkPairs pairs(Fork.Starter base, Fork.Starter head) {
        var gate = new Gate(GateRules.standard(), 1, () -> 1, () -> nanos, said::add);
        return new ForkPairs(gate, revision("base", base), revision("head", head), gate.limit(Duration.ofSeconds(100)));
    }

    private static Revision revision(String title, Fork.Starter forks) {
        return new Revision(title, NumericsLock.EMPTY, forks);
    }

    /** Usually a pair takes 9 s; the one that is taken takes 20 s. One more is always left in reserve. */
    @Test
    void knowsFromThePairsSoFarHowManyMoreThereIsTimeFor() throws InterruptedException {
        Fork.Starter slow = request -> {
            nanos += Duration.ofSeconds(10).toNanos();
            return SOUND.start(request);
        };
        var pairs = pairs(slow, slow);

        assertThat(pairs.hasTimeFor(10)).isTrue();
        assertThat(pairs.hasTimeFor(11)).isFalse();

        var _ = pairs.take(BENCHMARK, false);

        assertThat(pairs.hasTimeFor(3)).isTrue();
        assertThat(pairs.hasTimeFor(4)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void twoSoundForksAreTimed(boolean headFirst) throws InterruptedException {
        Fork.Starter slower = _ -> new SteadyFork(READY, new ForkMessage.Block(2, 0));

        assertThat(take(SOUND, slower, headFirst)).isEqualTo(new Pair(1, 2, 2, 0));
        assertThat(said)
                .containsExactly(
                        "spiral-32-step           base    1.0000 ms, head    2.0000 ms, +100.0 %, ruler 0.0 %");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForkThatCrashesInABlockIsItsRevisionsFailure(boolean headFirst) throws InterruptedException {
        assertThat(take(crashesAfter(2), SOUND, headFirst)).isEqualTo(Failure.ofBase("it crashed"));
        assertThat(take(SOUND, crashesAfter(2), headFirst)).isEqualTo(Failure.ofHead("it crashed"));
        assertThat(said)
                .containsExactly(
                        "spiral-32-step: a fork of the base failed: it crashed",
                        "spiral-32-step: a fork of the head failed: it crashed");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aForkThatDoesNotStartIsItsRevisionsFailure(boolean headFirst) throws InterruptedException {
        assertThat(take(UNABLE, SOUND, headFirst)).isEqualTo(Failure.ofBase("it does not start"));
        assertThat(take(SOUND, UNABLE, headFirst)).isEqualTo(Failure.ofHead("it does not start"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatNeitherCanDoIsTheBasesFailure(boolean headFirst) throws InterruptedException {
        assertThat(take(UNABLE, crashesAfter(0), headFirst)).isEqualTo(Failure.ofBase("it does not start"));
        assertThat(take(crashesAfter(0), UNABLE, headFirst)).isEqualTo(Failure.ofBase("it crashed"));
        assertThat(take(crashesAfter(0), crashesAfter(0), headFirst)).isEqualTo(Failure.ofBase("it crashed"));
    }
}
