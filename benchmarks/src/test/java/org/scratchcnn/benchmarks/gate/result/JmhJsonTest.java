package org.scratchcnn.benchmarks.gate.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.AverageTimeResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;
import org.openjdk.jmh.results.ResultRole;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.ScalarResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.WorkloadParams;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Version;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JmhJsonTest {

    private static JsonNode first(String json) {
        return JsonMapper.builder().build().readTree(json).get(0);
    }

    /** What JMH itself writes of a benchmark without parameters, run with the profiler of allocation. */
    private static JsonNode writtenByJmh() {
        var warmup = new IterationParams(IterationType.WARMUP, 1, TimeValue.seconds(2), 1);
        var measurement = new IterationParams(IterationType.MEASUREMENT, 1, TimeValue.milliseconds(20), 1);
        var params = new BenchmarkParams(
                "org.example.Step.step",
                "org.example.generated.Step.step",
                true,
                1,
                new int[] {1},
                List.of(),
                1,
                0,
                warmup,
                measurement,
                Mode.AverageTime,
                new WorkloadParams(),
                TimeUnit.MILLISECONDS,
                1,
                "/jdk/bin/java",
                List.of("-Xmx1g"),
                "25.0.1",
                "A VM",
                "25.0.1+8-LTS",
                Version.getPlainVersion(),
                TimeValue.minutes(1));
        var iteration = new IterationResult(params, measurement, new IterationResultMetaData(1, 1));
        iteration.addResult(new AverageTimeResult(ResultRole.PRIMARY, "step", 2, 2_000_000, TimeUnit.MILLISECONDS));
        iteration.addResult(new ScalarResult("gc.alloc.rate.norm", 16, "B/op", AggregationPolicy.AVG));
        var fork = new org.openjdk.jmh.results.BenchmarkResult(params, List.of(iteration), null);
        var json = new ByteArrayOutputStream();
        ResultFormatFactory.getInstance(ResultFormatType.JSON, new PrintStream(json, true, StandardCharsets.UTF_8))
                .writeOut(List.of(new RunResult(params, List.of(fork))));
        return first(json.toString(StandardCharsets.UTF_8));
    }

    @Test
    void hasThePropertiesThatJmhWritesInItsOrder() throws InterruptedException {
        var ours = first(JmhJson.ofHead(GateResultTest.result("same")));
        var jmhs = writtenByJmh();

        assertThat(ours.propertyNames()).containsExactlyElementsOf(jmhs.propertyNames());
        for (var metric : List.of("/primaryMetric", "/secondaryMetrics/gc.alloc.rate.norm")) {
            assertThat(ours.at(metric).propertyNames())
                    .containsExactlyElementsOf(jmhs.at(metric).propertyNames());
            assertThat(ours.at(metric + "/scorePercentiles").propertyNames())
                    .containsExactlyElementsOf(
                            jmhs.at(metric + "/scorePercentiles").propertyNames());
        }
    }

    @Test
    void aSingleForkHasNoErrorAsWithJmh() throws InterruptedException {
        var ours = first(JmhJson.ofHead(GateResultTest.result("one fork"))).get("primaryMetric");
        var jmhs = writtenByJmh().get("primaryMetric");
        assertThat(ours.get("scoreError")).isEqualTo(jmhs.get("scoreError"));
        assertThat(ours.get("scoreConfidence")).isEqualTo(jmhs.get("scoreConfidence"));
    }

    @Test
    void tellsTheForksJvmAsJmhDoes() throws InterruptedException {
        var ours = first(JmhJson.ofHead(GateResultTest.result("same")));

        assertThat(ours.get("jvm").stringValue()).isEqualTo("java");
        assertThat(ours.get("jvmArgs")).extracting(JsonNode::stringValue).containsExactly("-Xmx1g");
        assertThat(ours.get("jdkVersion").stringValue()).isEqualTo("25.0.1");
        assertThat(ours.get("vmName").stringValue()).isEqualTo("A VM");
        assertThat(ours.get("vmVersion").stringValue()).isEqualTo("25.0.1+8-LTS");
    }
}
