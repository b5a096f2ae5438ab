package org.scratchcnn.benchmarks.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.scratchcnn.worker.record.Microbenchmark;
import org.scratchcnn.worker.record.Outcome;

/** Real forks of JMH's, for a moment. */
class JmhBenchmarkIT {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void recordsWhatJmhMeasured() throws IOException {
        var measured = run("2");

        assertThat(measured.outcome()).isEqualTo(new Outcome.Completed());
        assertThat(measured.operation()).isEqualTo("convolution");
        assertThat(measured.pass()).isEqualTo("gradient by input");
        assertThat(measured.algorithm()).isEqualTo("NAIVE");
        assertThat(measured.workload()).isEqualTo("scratcher-cnn/3 2→4 3×3 @15×15");
        assertThat(measured.batchSize()).isEqualTo(2);
        assertThat(measured.threads()).isEqualTo(1);
        assertThat(measured.nominalFlops()).isEqualTo(2L * 2 * 2 * 4 * 9 * 13 * 13);
        assertThat(measured.forks())
                .hasSize(2)
                .allSatisfy(fork -> assertThat(fork).hasSize(3).allMatch(ms -> ms > 0));
        assertThat(measured.allocatedBytes()).isNotNull();
        assertThat(measured.protocol()).contains("JMH", "forks: 2");
    }

    @Test
    void recordsThatAForkFailed() throws IOException {
        var failed = run("-1");

        assertThat(failed.batchSize()).isEqualTo(-1);
        assertThat(failed.forks()).isEmpty();
        assertThat(failed.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        outcome -> assertThat(outcome.message()).contains("jmh.log"));
        assertThat(folder.resolve("jmh.log")).content().contains("but were given -1");
    }

    private Microbenchmark run(String batchSize) throws IOException {
        var options = new OptionsBuilder()
                .forks(2)
                .warmupIterations(0)
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(1))
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .build();
        return new JmhBenchmark(
                        ConvolutionBenchmark.class.getName() + ".gradientByInput",
                        Map.of("layer", "scratcher-cnn/3", "algorithm", "NAIVE", "batchSize", batchSize))
                .run(options, folder.resolve("jmh.log"));
    }
}
