package org.scratchcnn.benchmarks.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.scratchcnn.core.engine.EngineOptions;

/** The engines there are, and how each one's process is started. */
public final class EngineCatalog {

    private final Path home;

    /**
     * The engines of a built project.
     *
     * @param home the project's top folder
     */
    public EngineCatalog(Path home) {
        this.home = home;
    }

    /** An engine that can be named. */
    public enum Known {
        /** The scratch library, one SIMD lane an image. */
        SCRATCH("scratch"),
        /** The scratch library, im2col and matrix multiplication. */
        SCRATCH_IM2COL("scratch-im2col"),
        /** The scratch library, nested loops. */
        SCRATCH_NAIVE("scratch-naive"),
        /** Deeplearning4j with oneDNN layer helpers: its best configuration. */
        DL4J("dl4j"),
        /** Deeplearning4j as it comes, without layer helpers. */
        DL4J_SHIPPED("dl4j-shipped");

        private final String title;

        Known(String title) {
            this.title = title;
        }

        /** As users type it. */
        public String title() {
            return title;
        }
    }

    /** All engines' names. */
    public static List<String> names() {
        return Arrays.stream(Known.values()).map(Known::title).toList();
    }

    /**
     * How the engine of that name is started.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     * @throws IllegalStateException if the engine's module is not built
     */
    EngineLaunch launch(String name, EngineOptions options) {
        var known = Arrays.stream(Known.values())
                .filter(engine -> engine.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no engine \"%s\"; there are: %s"
                        .formatted(name, names().stream().collect(Collectors.joining(", ")))));
        return switch (known) {
            case SCRATCH, SCRATCH_IM2COL, SCRATCH_NAIVE ->
                new EngineLaunch(
                        name,
                        ScratchWorker.class.getName(),
                        List.of(name),
                        System.getProperty("java.class.path"),
                        List.of("-Xmx4g", "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"),
                        Map.of());
            case DL4J, DL4J_SHIPPED ->
                new EngineLaunch(
                        name,
                        "org.scratchcnn.dl4j.Dl4jWorker",
                        List.of(name),
                        classPath("dl4j-reference"),
                        List.of(
                                "-Xmx4g",
                                "-Dorg.eclipse.deeplearning4j.helpers.disable=" + (known == Known.DL4J_SHIPPED)),
                        Map.of(
                                "OMP_NUM_THREADS", Integer.toString(options.threads()),
                                "OPENBLAS_NUM_THREADS", "1",
                                "ND4J_SKIP_BLAS_THREADS", "1"));
        };
    }

    /** The build notes down each launched module's class path as the second line of a file. */
    private String classPath(String module) {
        var file = home.resolve(module).resolve("target").resolve("launch");
        try {
            return Files.readAllLines(file).get(1);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "The module %s is not built: %s is missing; run ./mvnw package -DskipTests".formatted(module, file),
                    e);
        }
    }
}
