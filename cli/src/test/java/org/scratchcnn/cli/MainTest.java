package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

class MainTest {

    /** Every command, as a user types it behind {@code ./cnn}. */
    static Stream<List<String>> commands() {
        return commands(List.of(), Main.commandLine());
    }

    private static Stream<List<String>> commands(List<String> path, CommandLine command) {
        return Stream.concat(
                Stream.of(path),
                command.getSubcommands().entrySet().stream()
                        .flatMap(entry -> commands(
                                Stream.concat(path.stream(), Stream.of(entry.getKey()))
                                        .toList(),
                                entry.getValue())));
    }

    @Test
    void hasACommandForEverythingThatIsToBeDone() {
        assertThat(commands().map(path -> String.join(" ", path)))
                .containsExactlyInAnyOrder(
                        "",
                        "demo",
                        "train",
                        "evaluate",
                        "predict",
                        "inspect",
                        "models",
                        "check",
                        "summary",
                        "data",
                        "data list",
                        "data download",
                        "compare",
                        "bench",
                        "parity",
                        "gate",
                        "gate self-test",
                        "gate lock",
                        "report",
                        "replay",
                        "expectations",
                        "reference-points");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandsHelpDescribesItsOptionsParametersAndCommands(List<String> path) {
        var spec = command(path).getCommandSpec();
        var help = run(path, "--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.errors()).isEmpty();
        assertThat(help.output()).contains("Usage: " + spec.qualifiedName());
        assertThat(spec.usageMessage().description()).isNotEmpty();
        assertThat(spec.args()).isNotEmpty().allSatisfy(MainTest::assertDescribed);
        assertThat(help.output()).contains(spec.optionsMap().keySet());
        assertThat(spec.subcommands().keySet())
                .allSatisfy(name -> assertThat(help.output()).contains(name));
        assertThat(help.output()).doesNotContain("${");
    }

    private static void assertDescribed(ArgSpec argument) {
        assertThat(String.join("", argument.description()))
                .as("description of %s", argument)
                .isNotBlank();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysItsVersion(List<String> path) {
        var version = run(path, "--version");

        assertThat(version.exitCode()).isZero();
        assertThat(version.output().strip()).matches("\\d+\\.\\d+\\.\\d+(-SNAPSHOT)?");
    }

    @Test
    void asksForACommandWhereThereIsNone() {
        var result = CommandResult.of();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.onlyError())
                .isEqualTo(
                        "cnn: Name a command: demo, train, evaluate, predict, inspect, models, check, summary, data, compare, bench, parity, gate, report, replay, expectations, reference-points (see ./cnn --help)");
    }

    @Test
    void asksForADataCommandWhereThereIsNone() {
        var result = CommandResult.of("data");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.onlyError()).isEqualTo("cnn: Name a command: list, download (see ./cnn data --help)");
    }

    /** The unknown word stands in the message beside one that is known. */
    @ParameterizedTest
    @CsvSource({
        "nope, report",
        "data nope, download",
        "data download nope, fashion-mnist",
        "summary nope, fashion-cnn",
        "bench --set nope, kernels",
        "bench --set nope, headline",
        "bench --set nope, layers",
        "gate --set nope, quick",
        "gate nope, self-test",
        "compare --task nope, cifar-10",
        "compare --suite nope, verify",
        "compare --task spiral --engines nope, scratch-im2col",
        "'compare --task spiral --engines scratch,nope', dl4j-shipped",
        "compare --task spiral --time-only nope, scratch-naive",
    })
    void namesWhatThereIsWhereAWordIsUnknown(String arguments, String known) {
        var result = CommandResult.of(arguments.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.onlyError()).contains("nope", known, "--help");
    }

    @ParameterizedTest
    @CsvSource({
        "compare, --task",
        "compare --task spiral --seeds 0, --seeds",
        "compare --task spiral --seeds many, --seeds",
        "compare --task spiral --epochs 0, epoch",
        "compare --task spiral --threads 0, thread",
        "compare --task spiral --target 88, --target",
        "compare --task spiral --target 0, --target",
        "compare --task spiral --target 101%, --target",
        "compare --task spiral --target high, --target",
        "compare --suite verify --target 88%, --target",
        "compare --suite verify --task spiral, --task",
        "compare --suite verify --epochs 3, --epochs",
        "bench --threads 0, thread",
        "bench --set headline --rounds 0, round",
        "bench --set convolutions --rounds 2, --rounds",
        "bench --set convolutions --check, headline",
        "bench --set kernels --rounds 2, --rounds",
        "bench --set scaling --check, --check",
        "gate --threads 0, thread",
        "gate --minutes 0, --minutes",
        "gate self-test --minutes 0, --minutes",
        "gate self-test --slowdowns 5%, --slowdowns",
        "gate self-test --slowdowns -5, --slowdowns",
        "gate lock --threads 0, thread",
        "data download, NAME",
        "check network.json --rate 0, rate",
        "check network.json --optimizer nope, --optimizer",
        "replay, RECORD",
        "reference-points, RECORD",
        "summary --nope, --nope",
        "compare --task spiral --epoch 3, --epochs",
    })
    void saysWhichArgumentIsWrong(String arguments, String named) {
        var result = CommandResult.of(arguments.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.onlyError()).contains(named, "--help");
    }

    private static CommandLine command(List<String> path) {
        var command = Main.commandLine();
        for (var name : path) {
            command = Objects.requireNonNull(command.getSubcommands().get(name), name);
        }
        return command;
    }

    private static CommandResult run(List<String> path, String option) {
        var arguments = new ArrayList<>(path);
        arguments.add(option);
        return CommandResult.of(arguments.toArray(String[]::new));
    }
}
