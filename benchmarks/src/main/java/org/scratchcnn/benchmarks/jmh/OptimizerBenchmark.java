package org.scratchcnn.benchmarks.jmh;

import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.OptimizerSpec;
import org.scratchcnn.network.TrainingSpec;
import org.scratchcnn.network.zoo.Zoo;
import org.scratchcnn.optim.Optimizer;

/** The update of all parameters of a network, which also sets the gradients to zero, on one thread. */
@State(Scope.Benchmark)
public class OptimizerBenchmark extends ScratchBenchmark {

    /** Of the zoo. */
    @Param({"fashion-cnn", "cifar-cnn"})
    public String network = "";

    @Param
    public Algorithm algorithm = Algorithm.SGD;

    List<Parameter> parameters;
    private List<float[]> gradients;
    private Optimizer optimizer;

    /** The rule of the update. */
    public enum Algorithm {
        SGD(OptimizerSpec.sgd(0.01)),
        MOMENTUM(new OptimizerSpec.Sgd(0.01, 0.9, false)),
        ADAM(OptimizerSpec.adam(1e-3)),
        AMSGRAD(OptimizerSpec.amsGrad(1e-3)),
        NADAM(OptimizerSpec.nadam(2e-3)),
        RMSPROP(OptimizerSpec.rmsProp(1e-3)),
        ADAGRAD(OptimizerSpec.adaGrad(0.01)),
        LION(OptimizerSpec.lion(1e-4)),
        MUON(OptimizerSpec.muon(0.02));

        final OptimizerSpec rule;

        Algorithm(OptimizerSpec rule) {
            this.rule = rule;
        }
    }

    @Setup
    public void setUp() {
        var training = TrainingSpec.of(Zoo.network(network), algorithm.rule, 1, 1);
        parameters = training.network().resolve().parameters().stream()
                .map(Parameter::new)
                .toList();
        parameters.forEach(parameter -> fill(parameter.values()));
        gradients = parameters.stream()
                .map(parameter -> draw(parameter.gradient().length))
                .toList();
        optimizer = new Optimizer(training, parameters, new ThreadTeam(1));
    }

    /** Puts gradients where the update will set zeros, off the clock: an update takes long enough for that. */
    @Setup(Level.Invocation)
    public void restoreGradients() {
        for (int i = 0; i < gradients.size(); i++) {
            float[] drawn = gradients.get(i);
            System.arraycopy(drawn, 0, parameters.get(i).gradient(), 0, drawn.length);
        }
    }

    @Benchmark
    public List<Parameter> update() {
        optimizer.step();
        return parameters;
    }
}
