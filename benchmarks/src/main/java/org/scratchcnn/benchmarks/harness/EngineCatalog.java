package org.scratchcnn.benchmarks.harness;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.scratchcnn.worker.EngineLaunch;

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
        /** The scratch library, one SIMD lane an image, without Winograd's algorithm. */
        SCRATCH_DIRECT("scratch-direct"),
        /** The scratch library, im2col and matrix multiplication. */
        SCRATCH_IM2COL("scratch-im2col"),
        /** The scratch library, nested loops. */
        SCRATCH_NAIVE("scratch-naive"),
        /** Deeplearning4j with oneDNN layer helpers: its best configuration. */
        DL4J("dl4j"),
        /** Deeplearning4j as it comes, without layer helpers. */
        DL4J_SHIPPED("dl4j-shipped"),
        /** PyTorch with images in its default layout, {@code [N, C, H, W]}. */
        PYTORCH("pytorch"),
        /** PyTorch with images in its channels-last layout, {@code [N, H, W, C]}. */
        PYTORCH_CHANNELS_LAST("pytorch-channels-last");

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
     * The engine of that name.
     *
     * @throws IllegalArgumentException if there is none; the message lists those there are
     */
    public static Known named(String name) {
        return Arrays.stream(Known.values())
                .filter(engine -> engine.title().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "There is no engine \"%s\"; there are: %s".formatted(name, String.join(", ", names()))));
    }

    /**
     * Why the engine of that name can't be started, and what to do about it; empty if it can.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     */
    public Optional<String> obstacle(String name) {
        try {
            launch(name);
            return Optional.empty();
        } catch (IllegalStateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * How the engine of that name is started.
     *
     * @throws IllegalArgumentException if there is none of that name; the message lists those there are
     * @throws IllegalStateException if the engine's module is not built
     */
    EngineLaunch launch(String name) {
        return switch (named(name)) {
            case SCRATCH, SCRATCH_DIRECT, SCRATCH_IM2COL, SCRATCH_NAIVE ->
                new EngineLaunch(
                        name,
                        ScratchWorker.class.getName(),
                        System.getProperty("java.class.path"),
                        List.of("-Xmx4g", "-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0"),
                        Map.of());
            case DL4J, DL4J_SHIPPED -> launchedFrom("dl4j-reference", "./mvnw package -DskipTests", name);
            case PYTORCH, PYTORCH_CHANNELS_LAST ->
                launchedFrom("pytorch-reference", "./mvnw -Ppytorch package -DskipTests", name);
        };
    }

    private EngineLaunch launchedFrom(String module, String buildCommand, String name) {
        return EngineLaunch.read(home.resolve(module), buildCommand).stream()
                .filter(launch -> launch.engine().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The module %s has no engine %s; run %s".formatted(module, name, buildCommand)));
    }
}
