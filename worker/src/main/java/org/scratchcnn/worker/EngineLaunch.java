package org.scratchcnn.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.scratchcnn.records.RecordJson;

/**
 * How to start the process that one engine is measured in.
 *
 * @param engine as users type it
 * @param javaHome of the JDK that runs it
 * @param mainClass hands the engine to {@link EngineWorker}
 * @param environment variables beside those of the process that launches; <code>{threads}</code> in a value stands for
 *     the number of threads that compute
 */
public record EngineLaunch(
        String engine,
        Path javaHome,
        String classPath,
        String mainClass,
        List<String> arguments,
        List<String> jvmFlags,
        Map<String, String> environment) {

    private static final String THREADS = "{threads}";

    /** What {@code engines.json} says of a module's engines. */
    private record Engines(String mainClass, List<Settings> engines) {}

    private record Settings(
            String name, List<String> arguments, List<String> jvmFlags, Map<String, String> environment) {}

    public EngineLaunch {
        arguments = List.copyOf(arguments);
        jvmFlags = List.copyOf(jvmFlags);
        environment = Map.copyOf(environment);
    }

    /**
     * The engines of a module, from the class path that its build noted down ({@link LaunchFile}) and its
     * {@code engines.json}.
     *
     * @param module folder of an engine's module
     * @throws IOException if the module is not built; the message says how
     */
    public static List<EngineLaunch> read(Path module) throws IOException {
        var target = module.resolve("target");
        var launch = target.resolve("launch");
        List<String> lines;
        Engines engines;
        try {
            lines = Files.readAllLines(launch);
            engines = RecordJson.read(Files.readString(target.resolve("classes/engines.json")), Engines.class);
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "%s is not built, %s is missing; run ./mvnw -DskipTests package"
                            .formatted(module.getFileName(), e.getFile()),
                    e);
        }
        return engines.engines().stream()
                .map(engine -> new EngineLaunch(
                        engine.name(),
                        Path.of(lines.get(0)),
                        lines.get(1),
                        engines.mainClass(),
                        engine.arguments(),
                        engine.jvmFlags(),
                        engine.environment()))
                .toList();
    }

    /**
     * The process, not yet started; it expects a {@link WorkerRequest} on its standard input.
     *
     * @param threads that compute
     * @param moreJvmFlags put behind the engine's own, for example {@code -Xmx4g}
     */
    public ProcessBuilder process(int threads, List<String> moreJvmFlags) {
        var command = new ArrayList<String>();
        command.add(javaHome.resolve("bin").resolve("java").toString());
        command.addAll(jvmFlags);
        command.addAll(moreJvmFlags);
        command.add("-classpath");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        var process = new ProcessBuilder(command);
        environment.forEach(
                (name, value) -> process.environment().put(name, value.replace(THREADS, Integer.toString(threads))));
        return process;
    }
}
