package org.scratchcnn.datasets;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.scratchcnn.network.ImageSet;

class DataRootTest {

    private static final Map<String, String> HOME = Map.of("user.home", "/home/ada");

    @Test
    void isTheFolderThatWasGiven() {
        assertThat(find(Path.of("given"), Map.of("cnn.data", "property"), Map.of("CNN_DATA", "environment")))
                .isEqualTo(Path.of("given"));
    }

    @Test
    void isElseWhatTheSystemPropertySays() {
        assertThat(find(null, Map.of("cnn.data", "property"), Map.of("CNN_DATA", "environment")))
                .isEqualTo(Path.of("property"));
    }

    @Test
    void isElseWhatTheEnvironmentVariableSays() {
        assertThat(find(null, HOME, Map.of("CNN_DATA", "environment", "XDG_CACHE_HOME", "/cache")))
                .isEqualTo(Path.of("environment"));
    }

    @Test
    void isElseInTheUsersCacheFolder() {
        assertThat(find(null, HOME, Map.of())).isEqualTo(Path.of("/home/ada/.cache/cnn-datasets"));
        assertThat(find(null, HOME, Map.of("XDG_CACHE_HOME", "/cache"))).isEqualTo(Path.of("/cache/cnn-datasets"));
    }

    @Test
    void takesABlankSettingForNone() {
        assertThat(find(null, Map.of("user.home", "/home/ada", "cnn.data", ""), Map.of("CNN_DATA", " ")))
                .isEqualTo(Path.of("/home/ada/.cache/cnn-datasets"));
    }

    @Test
    void holdsEachSetInAFolderOfItsName() {
        assertThat(new DataRoot(Path.of("data")).folder(ImageSet.FASHION_MNIST))
                .isEqualTo(Path.of("data", "fashion-mnist"));
    }

    private static Path find(@Nullable Path given, Map<String, String> properties, Map<String, String> environment) {
        return DataRoot.find(given, properties::get, environment::get).folder();
    }
}
