package org.scratchcnn.benchmarks.harness;

import java.util.List;
import java.util.Map;

/**
 * How an engine's worker process is started.
 *
 * @param engine as users type it
 * @param mainClass that serves one request
 * @param arguments of the main class
 * @param classPath of the engine's module
 * @param jvmFlags beside those that every JVM of the project gets
 * @param environment variables to set
 */
public record EngineLaunch(
        String engine,
        String mainClass,
        List<String> arguments,
        String classPath,
        List<String> jvmFlags,
        Map<String, String> environment) {

    public EngineLaunch {
        arguments = List.copyOf(arguments);
        jvmFlags = List.copyOf(jvmFlags);
        environment = Map.copyOf(environment);
    }
}
