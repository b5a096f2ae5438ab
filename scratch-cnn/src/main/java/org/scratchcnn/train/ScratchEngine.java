package org.scratchcnn.train;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineFacts;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.InferenceSession;
import org.scratchcnn.engine.InsufficientMemoryException;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.ParameterSnapshot;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.kernel.Alignment;
import org.scratchcnn.kernel.Kernels;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.MemoryPlan;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.plan.Model;

/** This library as an engine, on one of its backends. */
public final class ScratchEngine implements Engine {

    private final String name;
    private final Function<ThreadTeam, Kernels> backend;
    private final Function<ThreadTeam, Optional<Kernels>> singleSampleBackend;
    private final Map<String, String> backendFacts;
    private final Supplier<HeapRoom> heap;

    ScratchEngine(String name, Map<String, String> backendFacts, Function<ThreadTeam, Kernels> backend) {
        this(name, backendFacts, backend, _ -> Optional.empty(), HeapRoom::ofThisJvm);
    }

    private ScratchEngine(
            String name,
            Map<String, String> backendFacts,
            Function<ThreadTeam, Kernels> backend,
            Function<ThreadTeam, Optional<Kernels>> singleSampleBackend,
            Supplier<HeapRoom> heap) {
        this.name = name;
        this.backend = backend;
        this.singleSampleBackend = singleSampleBackend;
        this.backendFacts = Map.copyOf(backendFacts);
        this.heap = heap;
    }

    /** The same engine in a heap with that much room. */
    ScratchEngine in(HeapRoom room) {
        return new ScratchEngine(name, backendFacts, backend, singleSampleBackend, () -> room);
    }

    /** The same engine, with another backend for the logits of one sample. */
    ScratchEngine withSingleSamples(Function<ThreadTeam, Kernels> singleSamples) {
        return new ScratchEngine(name, backendFacts, backend, team -> Optional.of(singleSamples.apply(team)), heap);
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
        return withTeam(options, team -> {
            var kernels = backend.apply(team);
            var singleSamples = singleSampleBackend.apply(team);
            var plan = SessionPlan.of(training, kernels, singleSamples, team);
            var memory = plan.memory();
            requireRoom(
                    "Training " + training.network().name(),
                    memory,
                    batchSize -> memory(training.withBatchSize(batchSize), team));
            return new ScratchSession(plan, initial, facts(kernels, singleSamples, memory));
        });
    }

    /** Opens a session with parameters drawn from the training's seed and one thread for each processor. */
    public Session open(TrainingSpec training) {
        return open(training, ParameterInitializer.draw(training), EngineOptions.allProcessors());
    }

    /**
     * Opens a session that is only asked: it holds no gradients and no optimizer's state.
     *
     * @param parameters a value for every parameter of the network, by name; copied
     * @param batchSize the largest batch that should go through at its best; larger ones do, too
     * @throws IllegalArgumentException if {@code parameters} don't match the network's
     * @throws InsufficientMemoryException if the session would not fit into the heap
     */
    public InferenceSession openForInference(
            NetworkSpec network, ParameterSnapshot parameters, int batchSize, EngineOptions options) {
        return withTeam(options, team -> {
            var kernels = backend.apply(team);
            var singleSamples = singleSampleBackend.apply(team);
            var plan = NetworkPlan.forInference(network.resolve(), batchSize, kernels, singleSamples, team);
            var memory = plan.memory(batchSize, Map.of());
            requireRoom(
                    "Asking " + network.name(),
                    memory,
                    size -> NetworkPlan.forInference(
                                    network.resolve(), size, backend.apply(team), singleSampleBackend.apply(team), team)
                            .memory(size, Map.of()));
            return new ScratchInference(
                    plan, Model.forInference(plan.network()), parameters, facts(kernels, singleSamples, memory));
        });
    }

    /** The session keeps the team and closes it; one that can't be opened leaves no threads. */
    private static <S> S withTeam(EngineOptions options, Function<ThreadTeam, S> opening) {
        var team = new ThreadTeam(options.threads());
        try {
            return opening.apply(team);
        } catch (RuntimeException | Error e) {
            team.close();
            throw e;
        }
    }

    /** What a session would hold, found without opening it. */
    public MemoryPlan memory(TrainingSpec training, EngineOptions options) {
        try (var team = new ThreadTeam(options.threads())) {
            return memory(training, team);
        }
    }

    private MemoryPlan memory(TrainingSpec training, ThreadTeam team) {
        return SessionPlan.of(training, backend.apply(team), singleSampleBackend.apply(team), team)
                .memory();
    }

    private void requireRoom(String purpose, MemoryPlan memory, IntFunction<MemoryPlan> withBatch) {
        var room = heap.get();
        if (!room.fits(memory)) {
            // Garbage counts as in use until it is collected.
            System.gc();
            room = heap.get();
        }
        room.require(purpose, memory, withBatch);
    }

    private EngineFacts facts(Kernels kernels, Optional<Kernels> singleSamples, MemoryPlan memory) {
        var facts = new TreeMap<>(backendFacts);
        facts.put("backend", kernels.name());
        singleSamples.ifPresent(single -> facts.put("backend for single samples", single.name()));
        facts.put("threads", Integer.toString(memory.threads()));
        facts.put(EngineFacts.MEMORY, memory.describe());
        facts.put("memory alignment", Alignment.describe());
        facts.put("java", Runtime.version().toString());
        return new EngineFacts(name, facts);
    }

    @Override
    public String toString() {
        return name;
    }
}
