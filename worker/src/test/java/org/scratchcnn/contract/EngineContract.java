package org.scratchcnn.contract;

import static org.scratchcnn.oracle.Numbers.toDouble;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.TestInstance;
import org.scratchcnn.engine.Engine;
import org.scratchcnn.engine.EngineOptions;
import org.scratchcnn.engine.ParameterInitializer;
import org.scratchcnn.engine.Session;
import org.scratchcnn.engine.Support;
import org.scratchcnn.network.TrainingSpec;

/** The engine under test, and what it says that it can't do. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class EngineContract {

    protected abstract Engine engine();

    /** The names of those cases that the engine can't express; it must say so of them, and do all others. */
    protected Set<String> inexpressible() {
        return Set.of();
    }

    /** The cases that the engine must do. */
    final <T> Stream<Named<T>> expressible(Stream<Named<T>> cases) {
        return cases.filter(named -> !inexpressible().contains(named.getName()));
    }

    final boolean isRefused(TrainingSpec training) {
        return engine().supports(training) instanceof Support.No;
    }

    /** A session on one thread that starts from the description's own initial parameters. */
    static Session open(Engine engine, TrainingSpec training) {
        return engine.open(training, ParameterInitializer.draw(training), new EngineOptions(1));
    }

    /** {@code ‖a − b‖ / ‖b‖}. */
    static double relativeDistance(float[] a, float[] b) {
        double[] difference = new double[b.length];
        Arrays.setAll(difference, i -> (double) a[i] - b[i]);
        return norm(difference) / norm(toDouble(b));
    }

    static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(value -> value * value).sum());
    }
}
