package org.scratchcnn.datasets;

import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.network.ImageSet;

/** The folder that holds the data sets, each in a folder of its own name. */
public record DataRoot(Path folder) {

    /** The system property that names the folder. */
    public static final String PROPERTY = "cnn.data";

    /** The environment variable that names the folder. */
    public static final String ENVIRONMENT = "CNN_DATA";

    /**
     * The folder that the user means: the one given, or else what the system property {@value #PROPERTY} says, or else the
     * environment variable {@value #ENVIRONMENT}, or else {@code cnn-datasets} in the user's cache folder
     * ({@code $XDG_CACHE_HOME}, normally {@code ~/.cache}). It need not exist.
     *
     * @param given on the command line, if at all
     */
    public static DataRoot find(@Nullable Path given) {
        return find(given, System::getProperty, System::getenv);
    }

    static DataRoot find(
            @Nullable Path given,
            UnaryOperator<@Nullable String> properties,
            UnaryOperator<@Nullable String> environment) {
        if (given != null) {
            return new DataRoot(given);
        }
        String named = properties.apply(PROPERTY);
        if (named == null || named.isBlank()) {
            named = environment.apply(ENVIRONMENT);
        }
        if (named != null && !named.isBlank()) {
            return new DataRoot(Path.of(named));
        }
        String cache = environment.apply("XDG_CACHE_HOME");
        var caches = cache == null || cache.isBlank()
                ? Path.of(String.valueOf(properties.apply("user.home")), ".cache")
                : Path.of(cache);
        return new DataRoot(caches.resolve("cnn-datasets"));
    }

    /** Where that set's files belong. */
    public Path folder(ImageSet set) {
        return folder.resolve(set.folder());
    }
}
