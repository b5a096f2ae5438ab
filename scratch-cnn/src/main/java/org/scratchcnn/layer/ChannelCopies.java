package org.scratchcnn.layer;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Activations;
import org.scratchcnn.kernel.SumKernel;

/**
 * Values put side by side as channels of one. Those that were written where they belong take no work, the others are
 * copied, and so with gradients the other way.
 */
public final class ChannelCopies implements Layer {

    /**
     * One of the values.
     *
     * @param forward from x to y; null where x stands there already
     * @param backward from dy to dx; null where dx is that part of dy, or nobody asks for it
     */
    public record Part(@Nullable Copy forward, @Nullable Copy backward) {}

    /** From one place to another. */
    public record Copy(SumKernel kernel, List<Activations> from, Activations to) {
        void run() {
            kernel.run(from, to);
        }
    }

    private final List<Part> parts;
    private final boolean copiesBack;

    public ChannelCopies(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.copiesBack = parts.stream().anyMatch(part -> part.backward() != null);
    }

    @Override
    public void forward(Pass pass) {
        for (int i = 0; i < parts.size(); i++) {
            var copy = parts.get(i).forward();
            if (copy != null) {
                copy.run();
            }
        }
    }

    @Override
    public boolean hasGradientByInput() {
        return copiesBack;
    }

    @Override
    public void gradientByInput(Pass pass) {
        for (int i = 0; i < parts.size(); i++) {
            var copy = parts.get(i).backward();
            if (copy != null) {
                copy.run();
            }
        }
    }
}
