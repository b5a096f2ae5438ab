package org.scratchcnn.benchmarks.gate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.scratchcnn.benchmarks.gate.GateResult.BenchmarkResult;
import org.scratchcnn.benchmarks.gate.RevisionBuild.Commit;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Pair;
import org.scratchcnn.benchmarks.gate.rule.PairSource;
import org.scratchcnn.benchmarks.gate.rule.PairSource.Failure;
import org.scratchcnn.benchmarks.gate.rule.PairedComparison;
import org.scratchcnn.benchmarks.gate.rule.Verdict;

class GateResultTest {

    /** A benchmark that is as it was, one that got 20 % slower, one that the head can't do, and one the base can't. */
    private static GateResult result(String... benchmarks) throws InterruptedException {
        var moved = new AtomicInteger(2);
        PairSource source = (benchmark, _) -> switch (benchmark) {
            case "same" -> new Pair(1, 1, 1, 0);
            case "slower" -> new Pair(1, 1.2, 1.2, 0);
            case "moved" -> new Pair(1, 1, 1, moved.getAndDecrement() > 0 ? 0.06 : 0);
            case "broken" -> Failure.ofHead("exit code 1, \"<no>\" & nothing|else");
            default -> Failure.ofBase("exit code 1");
        };
        var findings = new PairedComparison(GateRules.standard(), source, benchmarks.length).run(List.of(benchmarks));
        return new GateResult(
                "./cnn gate",
                new Commit("0123456789abcdef", "Old"),
                new Commit("fedcba9876543210", "New | better"),
                "A processor",
                GateRules.standard(),
                List.of(),
                findings.stream()
                        .map(finding -> finding.change() == null
                                ? new BenchmarkResult(finding, null, null, List.of())
                                : new BenchmarkResult(finding, 8.0, 16.0, List.of("a remark")))
                        .toList());
    }

    @Test
    void theWorstVerdictIsTheConclusion() throws Exception {
        assertThat(result("same").conclusion()).isEqualTo(Verdict.PASS);
        assertThat(result("same", "base broken").conclusion()).isEqualTo(Verdict.INCONCLUSIVE);
        assertThat(result("same", "base broken", "slower").conclusion()).isEqualTo(Verdict.FAIL);
    }

    @Test
    void theSummaryNamesWhatFailsAndWhatIsOpen() throws Exception {
        assertThat(result("same", "slower", "broken", "base broken").sentence())
                .isEqualTo("FAIL: slower, broken; inconclusive: base broken.");
        assertThat(result("same").sentence())
                .isEqualTo("PASS: no benchmark is estimated at 10 % slower or more, and nothing else failed.");
        assertThat(result("base broken").sentence()).isEqualTo("INCONCLUSIVE: base broken. Nothing was found to fail.");
    }

    @Test
    void theMarkdownSummaryHasOneRowABenchmark() throws Exception {
        var lines = result("same", "slower", "broken").markdown().lines().toList();

        assertThat(lines.getFirst()).isEqualTo("## Speed gate: FAIL");
        assertThat(lines)
                .contains(
                        "| same | 1.00 | 1.00 | +0.0 % | [+0.0, +0.0] | 10 | 8 → 16 | PASS |  |",
                        "| slower | 1.00 | 1.20 | +20.0 % | [+20.0, +20.0] | 10 + 10 | 8 → 16 | FAIL | slower, and confirmed by fresh pairs (+20.0 %) |",
                        "| broken | – | – | – | – | 0 | – → – | FAIL | the head can't be timed: exit code 1, \"\\<no\\>\" & nothing\\|else |",
                        "- same: a remark");
    }

    @Test
    void theSummaryCountsThePairsThatWereRepeated() throws Exception {
        assertThat(result("moved").markdown()).contains("| 10 (2 repeated) |");
        assertThat(result("moved").text()).contains("10 (2 repeated)");
    }

    @Test
    void theConsoleTableEndsWithTheConclusion() throws Exception {
        assertThat(result("slower").text()).endsWith("FAIL: slower.\n");
    }
}
