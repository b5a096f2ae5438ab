package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.scratchcnn.benchmarks.suite.Suites;
import org.scratchcnn.reports.EmbeddedOverview;
import org.scratchcnn.worker.record.RecordFiles;

/** README's figures are never typed, and every page's links lead somewhere. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final String RECORD = "cli/src/main/resources/org/scratchcnn/cli/comparison.json";
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)[^)]*\\)");

    @TempDir
    private Path folder;

    @Test
    void holdsTheFiguresOfTheCheckedInRecord() throws IOException {
        var readme = Files.copy(ROOT.resolve("README.md"), folder.resolve("README.md"));

        EmbeddedOverview.write(Suites.report(RecordFiles.read(ROOT.resolve(RECORD))), readme);

        assertThat(readme)
                .as("README.md; ./cnn report %s --into README.md writes it", RECORD)
                .hasSameTextualContentAs(ROOT.resolve("README.md"));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void leadsToFiles(Path page) throws IOException {
        assertThat(LINK.matcher(Files.readString(page)).results().map(link -> link.group(1)))
                .filteredOn(link -> !link.startsWith("http"))
                .allSatisfy(link -> assertThat(page.resolveSibling(link)).exists());
    }

    private static List<Path> pages() throws IOException {
        try (var top = Files.list(ROOT);
                var docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }
}
