package org.scratchcnn.scratch.train;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.scratchcnn.core.engine.Engine;
import org.scratchcnn.core.engine.EngineFacts;
import org.scratchcnn.core.engine.EngineOptions;
import org.scratchcnn.core.engine.Session;
import org.scratchcnn.core.engine.Support;
import org.scratchcnn.core.parameter.ParameterInitializer;
import org.scratchcnn.core.parameter.ParameterSnapshot;
import org.scratchcnn.core.spec.TrainingSpec;
import org.scratchcnn.scratch.kernel.Kernels;
import org.scratchcnn.scratch.kernel.ThreadTeam;

/** This library as an engine, on one of its backends. */
public final class ScratchEngine implements Engine {

    private final String name;
    private final Function<ThreadTeam, Kernels> backend;
    private final Map<String, String> backendFacts;

    ScratchEngine(String name, Map<String, String> backendFacts, Function<ThreadTeam, Kernels> backend) {
        this.name = name;
        this.backend = backend;
        this.backendFacts = Map.copyOf(backendFacts);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Support supports(TrainingSpec training) {
        return new Support.Yes();
    }

    @Override
    public Session open(TrainingSpec training, ParameterSnapshot initial, EngineOptions options) {
        var team = new ThreadTeam(options.threads());
        try {
            var kernels = backend.apply(team);
            return new ScratchSession(training, initial, team, kernels, facts(kernels, options));
        } catch (RuntimeException | Error e) {
            team.close();
            throw e;
        }
    }

    /** Opens a session with parameters drawn from the training's seed and one thread for each processor. */
    public Session open(TrainingSpec training) {
        var options = new EngineOptions(Runtime.getRuntime().availableProcessors());
        return open(training, ParameterInitializer.draw(training), options);
    }

    private EngineFacts facts(Kernels kernels, EngineOptions options) {
        var facts = new TreeMap<>(backendFacts);
        facts.put("backend", kernels.name());
        facts.put("threads", Integer.toString(options.threads()));
        facts.put("java", Runtime.version().toString());
        return new EngineFacts(name, facts);
    }

    @Override
    public String toString() {
        return name;
    }
}
