package org.scratchcnn.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandsTest {

    @Test
    void quotesWordsAsAShellNeedsThem() {
        assertThat(Commands.typed(List.of("compare", "--engines", "dl4j,scratch", "it's", "")))
                .isEqualTo("./cnn compare --engines dl4j,scratch 'it'\\''s' ''");
    }

    @Test
    void leavesFoldersOutHoweverTheyAreWritten() {
        assertThat(List.of(
                        List.of("compare", "--out", "/a b", "--task", "spiral", "--data=/c d"),
                        List.of("compare", "--data", "/it's", "--task", "spiral", "--out=/a"),
                        List.of("compare", "--task", "spiral")))
                .allSatisfy(words -> assertThat(Commands.typed(words)).isEqualTo("./cnn compare --task spiral"));
        assertThat(Commands.typed(List.of("compare", "--output", "c"))).isEqualTo("./cnn compare --output c");
    }
}
