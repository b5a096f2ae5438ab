package org.scratchcnn.benchmarks.gate.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.scratchcnn.benchmarks.gate.fork.ForkMessage;
import org.scratchcnn.benchmarks.gate.revision.GitCheckout.Commit;
import org.scratchcnn.benchmarks.gate.rule.Attempt;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.Trial;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;
import org.scratchcnn.worker.record.JvmFacts;
import org.scratchcnn.worker.record.RecordJson;
import tools.jackson.databind.json.JsonMapper;

class GateResultTest {

    @TempDir
    private Path folder;

    /** A benchmark that is as it was, one that got 20 % slower, one that the head can't do, and one the base can't. */
    static GateResult result(String... benchmarks) throws InterruptedException {
        var moved = new AtomicInteger(2);
        var findings = new Trial(
                        GateRules.standard(),
                        (benchmark, _) -> switch (benchmark) {
                            case "same", "one fork" -> new Attempt.Timed(Pair.of(1, 1));
                            case "slower" -> new Attempt.Timed(Pair.of(1, 1.2));
                            case "moved" ->
                                new Attempt.Timed(new Pair(1, 1, 1, moved.getAndDecrement() > 0 ? 0.06 : 0));
                            case "broken" -> new Attempt.Failed(null, "exit code 1, \"<no>\" & nothing|else");
                            default -> new Attempt.Failed("exit code 1", null);
                        },
                        benchmarks.length)
                .run(List.of(benchmarks));
        return new GateResult(
                GateResult.SCHEMA_VERSION,
                Instant.parse("2026-01-01T00:00:00Z"),
                "./cnn gate",
                "gate",
                new Commit("0123456789abcdef", "Old"),
                new Commit("fedcba9876543210", "New | better"),
                new Machine("A processor", 2, 1 << 30, "An operating system"),
                new JvmFacts("25.0.1+8-LTS", "A VM", List.of()),
                List.of("-Xmx1g"),
                2,
                PairPlan.standard(),
                GateRules.standard(),
                List.of(),
                findings.stream()
                        .map(finding -> finding.change() == null
                                ? new BenchmarkResult(finding, List.of(), List.of(), List.of())
                                : new BenchmarkResult(
                                        finding,
                                        List.of(fork(1.0), fork(1.1)),
                                        finding.benchmark().equals("one fork")
                                                ? List.of(fork(1.2))
                                                : List.of(fork(1.2), fork(1.3)),
                                        List.of("a remark")))
                        .toList());
    }

    private static ForkResult fork(double milliseconds) {
        return new ForkResult(
                new ForkMessage.Ready(760, 680, 16, List.of(1L)),
                List.of(milliseconds, milliseconds, 9.0),
                List.of(8.0, 16.0, 24.0));
    }

    @Test
    void theWorstVerdictIsTheConclusion() throws Exception {
        assertThat(result("same").conclusion()).isEqualTo(Verdict.PASS);
        assertThat(result("same", "base broken").conclusion()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result("same", "base broken", "slower").conclusion()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void theSummaryNamesWhatFailsAndWhatIsOpen() throws Exception {
        assertThat(Summary.conclusion(result("same", "slower", "broken", "base broken")))
                .isEqualTo("FAIL: slower, broken; inconclusive: base broken.");
        assertThat(Summary.conclusion(result("same")))
                .isEqualTo(
                        "PASS: no benchmark of the set \"gate\" is estimated at 10 % slower or more, and nothing else failed.");
        assertThat(Summary.conclusion(result("base broken")))
                .isEqualTo("INCONCLUSIVE: base broken. Nothing was found to fail.");
    }

    @Test
    void anInconclusiveGateIsAWarningOnGitHubAndNowhereElse() throws Exception {
        var onGitHub = Map.of("GITHUB_ACTIONS", "true");

        assertThat(Summary.annotation(result("base broken"), onGitHub))
                .contains("::warning title=Speed gate::INCONCLUSIVE: base broken. Nothing was found to fail.");
        assertThat(Summary.annotation(result("base broken"), Map.of())).isEmpty();
        assertThat(Summary.annotation(result("same"), onGitHub)).isEmpty();
        assertThat(Summary.annotation(result("slower"), onGitHub)).isEmpty();
    }

    @Test
    void theMarkdownSummaryHasOneRowABenchmark() throws Exception {
        var lines = Summary.markdown(result("same", "slower", "broken")).lines().toList();

        assertThat(lines.getFirst()).isEqualTo("## Speed gate: FAIL");
        assertThat(lines)
                .contains(
                        "| same | 1.05 | 1.25 | +0.0 % | [+0.0, +0.0] | 10 | 8 → 8 | PASS |  |",
                        "| slower | 1.05 | 1.25 | +20.0 % | [+20.0, +20.0] | 10 + 10 | 8 → 8 | FAIL | slower, and again when timed afresh (+20.0 %) |",
                        "| broken | – | – | – | – | 0 | – → – | FAIL | the head can't be timed: exit code 1, \"\\<no\\>\" & nothing\\|else |",
                        "- same: a remark");
    }

    @Test
    void theSummaryCountsThePairsThatWereTakenAgain() throws Exception {
        assertThat(Summary.markdown(result("moved"))).contains("| 10 (2 taken again) |");
        assertThat(Summary.text(result("moved"))).contains("10 (2 taken again)");
    }

    @Test
    void theConsoleTableEndsWithTheConclusion() throws Exception {
        assertThat(Summary.text(result("slower"))).endsWith("FAIL: slower.\n");
    }

    @Test
    void junitReadersSeeFailuresAndSkippedCases() throws Exception {
        var xml = XMLInputFactory.newFactory()
                .createXMLStreamReader(
                        new StringReader(JUnitXml.write(result("same", "slower", "broken", "base broken"))));
        var elements = new ArrayList<String>();
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                elements.add(xml.getLocalName());
                if (xml.getLocalName().equals("testsuite")) {
                    assertThat(xml.getAttributeValue(null, "tests")).isEqualTo("4");
                    assertThat(xml.getAttributeValue(null, "failures")).isEqualTo("2");
                    assertThat(xml.getAttributeValue(null, "skipped")).isEqualTo("1");
                }
            }
        }

        assertThat(elements)
                .containsExactly(
                        "testsuite",
                        "testcase",
                        "system-out",
                        "testcase",
                        "failure",
                        "system-out",
                        "testcase",
                        "failure",
                        "testcase",
                        "skipped");
    }

    @Test
    void jmhReadersSeeScoresOfTheRevisionThatTheyRead() throws Exception {
        var result = result("same", "broken");
        var base = JsonMapper.builder().build().readTree(JmhJson.ofBase(result));
        var head = JsonMapper.builder().build().readTree(JmhJson.ofHead(result));

        assertThat(base).hasSize(1);
        var benchmark = base.get(0);
        assertThat(benchmark.get("benchmark").stringValue()).isEqualTo("org.scratchcnn.benchmarks.gate.same");
        assertThat(benchmark.get("mode").stringValue()).isEqualTo("avgt");
        assertThat(benchmark.get("forks").intValue()).isEqualTo(2);
        var metric = benchmark.get("primaryMetric");
        assertThat(metric.get("score").doubleValue()).isEqualTo(1.05);
        assertThat(metric.get("scoreUnit").stringValue()).isEqualTo("ms/op");
        assertThat(metric.get("rawData")).hasSize(2);
        assertThat(metric.get("scorePercentiles").get("100.0").doubleValue()).isEqualTo(9);
        assertThat(benchmark
                        .get("secondaryMetrics")
                        .get("gc.alloc.rate.norm")
                        .get("score")
                        .doubleValue())
                .isEqualTo(16);
        assertThat(head.get(0).get("primaryMetric").get("score").doubleValue()).isEqualTo(1.25);
    }

    @Test
    void theRecordHoldsEverything() throws Exception {
        var result = result("same", "slower", "broken");
        GateFiles.write(result, folder);

        assertThat(RecordJson.read(Files.readString(folder.resolve("record.json")), GateResult.class))
                .isEqualTo(result);
    }
}
