package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.benchmarks.gate.result.BenchmarkResult;
import org.scratchcnn.benchmarks.gate.result.GateResult;
import org.scratchcnn.benchmarks.gate.result.PairPlan;
import org.scratchcnn.benchmarks.gate.revision.GitCheckout.Commit;
import org.scratchcnn.benchmarks.gate.rule.Finding;
import org.scratchcnn.benchmarks.gate.rule.GateRules;
import org.scratchcnn.benchmarks.gate.rule.Verdict;
import org.scratchcnn.worker.record.ComparisonRecord.Machine;
import org.scratchcnn.worker.record.JvmFacts;

class GateCommandTest {

    private static GateResult concluding(Verdict verdict) {
        var finding = new Finding("step", List.of(), null, List.of(), null, 0, verdict, "");
        return new GateResult(
                GateResult.SCHEMA_VERSION,
                Instant.EPOCH,
                "./cnn gate",
                "gate",
                new Commit("0123456789", "Old"),
                new Commit("9876543210", "New"),
                new Machine("A processor", 2, 1 << 30, "An operating system"),
                new JvmFacts("25", "A VM", List.of()),
                List.of(),
                2,
                PairPlan.standard(),
                GateRules.standard(),
                List.of(),
                List.of(new BenchmarkResult(finding, List.of(), List.of(), List.of())));
    }

    @ParameterizedTest
    @CsvSource({
        "PASS, false, 0",
        "PASS, true, 0",
        "INCONCLUSIVE, false, 0",
        "INCONCLUSIVE, true, 2",
        "FAIL, false, 1",
        "FAIL, true, 1"
    })
    void theExitCodeTellsTheConclusion(Verdict conclusion, boolean strict, int exitCode) {
        assertThat(GateCommand.exitCode(concluding(conclusion), strict)).isEqualTo(exitCode);
    }
}
