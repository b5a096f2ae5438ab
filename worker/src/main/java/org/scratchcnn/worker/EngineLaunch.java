package org.scratchcnn.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.json.RecordJson;

/**
 * How to start the process that one engine is measured in.
 *
 * @param engine as users type it; the main class's first argument
 * @param mainClass hands the engine to {@link EngineWorker}
 * @param jvmFlags beside those that every JVM of the project gets
 * @param environment variables beside those of the process that launches; <code>{threads}</code> in a value stands for
 *     the number of threads that compute
 */
public record EngineLaunch(
        String engine, String mainClass, String classPath, List<String> jvmFlags, Map<String, String> environment) {

    private static final List<String> COMMON_FLAGS = List.of(
            "--add-modules",
            "jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Djava.awt.headless=true");

    private static final String THREADS = "{threads}";

    /** What a module's {@code engines.json} says of its engines. */
    private record Engines(
            List<String> engines, String mainClass, List<String> jvmFlags, Map<String, String> environment) {}

    public EngineLaunch {
        jvmFlags = List.copyOf(jvmFlags);
        environment = Map.copyOf(environment);
    }

    /**
     * The engines of a module that is launched and not linked: from its resource {@code engines.json} and the class path
     * that its build noted down ({@link LaunchFile}).
     *
     * @param module folder of the module
     * @param buildCommand what builds the module, for messages
     * @throws IllegalStateException if the module is not built; the message says what to do
     */
    public static List<EngineLaunch> read(Path module, String buildCommand) {
        var target = module.resolve("target");
        String classPath;
        Engines engines;
        try {
            classPath = Files.readAllLines(target.resolve("launch")).get(1);
            engines = RecordJson.read(Files.readString(target.resolve("classes/engines.json")), Engines.class);
        } catch (NoSuchFileException e) {
            throw new IllegalStateException(
                    "The module %s is not built: %s is missing; run %s"
                            .formatted(module.getFileName(), e.getFile(), buildCommand),
                    e);
        } catch (IOException | IndexOutOfBoundsException e) {
            throw new IllegalStateException(
                    "How to start the engines of %s can't be read; run %s"
                            .formatted(module.getFileName(), buildCommand),
                    e);
        }
        return engines.engines().stream()
                .map(engine -> new EngineLaunch(
                        engine, engines.mainClass(), classPath, engines.jvmFlags(), engines.environment()))
                .toList();
    }

    /**
     * The process, not yet started, on the JDK that runs this code; it expects a {@link WorkerRequest} on its standard
     * input.
     *
     * @param options of the engine's sessions; the heap is the process's
     */
    public ProcessBuilder process(EngineOptions options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(COMMON_FLAGS);
        command.addAll(jvmFlags);
        if (options.heap() != null) {
            // Of several the last one counts.
            command.add("-Xmx" + options.heap());
        }
        command.addAll(List.of("-classpath", classPath, mainClass, engine));
        var process = new ProcessBuilder(command);
        environment.forEach((name, value) ->
                process.environment().put(name, value.replace(THREADS, Integer.toString(options.threads()))));
        return process;
    }
}
