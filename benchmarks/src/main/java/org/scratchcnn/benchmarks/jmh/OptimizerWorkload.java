package org.scratchcnn.benchmarks.jmh;

import java.util.List;
import java.util.SplittableRandom;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;
import org.scratchcnn.network.ClippingSpec;
import org.scratchcnn.network.NetworkSpec;
import org.scratchcnn.network.ScheduleSpec;
import org.scratchcnn.optim.Optimizer;

/** The update of all parameters of a network by drawn gradients. */
final class OptimizerWorkload implements Workload {

    private final List<Parameter> parameters;
    private final List<float[]> drawnGradients;
    private final Optimizer optimizer;

    OptimizerWorkload(NetworkSpec network, OptimizerVariant rule, ThreadTeam team) {
        var random = new SplittableRandom(1);
        parameters = network.resolve().parameters().stream().map(Parameter::new).toList();
        parameters.forEach(parameter -> DrawnNumbers.fill(parameter.values(), random));
        drawnGradients = parameters.stream()
                .map(parameter -> DrawnNumbers.draw(parameter.gradient().length, random))
                .toList();
        optimizer = new Optimizer(rule.spec(), new ScheduleSpec.Constant(), new ClippingSpec.None(), parameters, team);
    }

    /** Puts gradients where a backward pass would leave them; an update sets them to zero. */
    void drawGradients() {
        for (int i = 0; i < parameters.size(); i++) {
            float[] gradient = parameters.get(i).gradient();
            System.arraycopy(drawnGradients.get(i), 0, gradient, 0, gradient.length);
        }
    }

    @Override
    public List<Parameter> run() {
        optimizer.step();
        return parameters;
    }

    List<Parameter> parameters() {
        return parameters;
    }
}
