package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.scratchcnn.benchmarks.gate.rule.Verdict;

class GateCommandTest {

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
        assertThat(GateCommand.exitCode(conclusion, strict)).isEqualTo(exitCode);
    }
}
