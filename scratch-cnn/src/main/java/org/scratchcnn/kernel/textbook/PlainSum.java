package org.scratchcnn.kernel.textbook;

import java.util.List;
import java.util.Locale;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.SumKernel;
import org.scratchcnn.kernel.ThreadTeam;

/** The sum of activations, value by value; an item is an image. */
final class PlainSum implements SumKernel {

    private final int size;
    private final ThreadTeam team;
    private final ItemTask item = (image, _) -> addImage(image);

    /** Arguments of the pass that runs. */
    private final Samples[] xs;

    private final Samples y = new Samples();

    PlainSum(int inputs, int size, ThreadTeam team) {
        this.size = size;
        this.team = team;
        this.xs = new Samples[inputs];
        for (int i = 0; i < inputs; i++) {
            xs[i] = new Samples();
        }
    }

    @Override
    public void run(List<? extends Activations> sources, Activations to) {
        if (sources.size() != xs.length) {
            throw new IllegalArgumentException(String.format(
                    Locale.ROOT, "This sum was planned for %d inputs, but was given %d", xs.length, sources.size()));
        }
        for (int i = 0; i < xs.length; i++) {
            xs[i].set(sources.get(i));
        }
        y.set(to);
        int images = sources.getFirst().images();
        to.setImages(images);
        team.run(images, item);
    }

    private void addImage(int n) {
        int to = y.at(n);
        for (int i = 0; i < size; i++) {
            float sum = xs[0].values[xs[0].at(n) + i];
            for (int k = 1; k < xs.length; k++) {
                sum += xs[k].values[xs[k].at(n) + i];
            }
            y.values[to + i] = sum;
        }
    }
}
