package org.scratchcnn.kernel.textbook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.network.Padding2d;

class NchwActivationsTest {

    private final Layout layout = new Layout(5, 2, 3, 4, Padding2d.NONE);
    private final NchwActivations whole = new NchwActivations(layout);

    @Test
    void aViewsSamplesStandApartInTheSameArray() {
        var view = whole.view(layout.view(2, 2));

        assertThat(view.values()).isSameAs(whole.values());
        assertThat(view.offset()).isEqualTo(12);
        assertThat(view.sampleStride()).isEqualTo(30);
        view.setImages(1);
        assertThat(whole.images()).isEqualTo(4);
    }

    @Test
    void kernelsRefuseViews() {
        var view = whole.view(layout.view(2, 2));

        assertThatThrownBy(() -> NchwActivations.valuesOf(view))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "This kernel of the textbook backend takes whole buffers only, but was given the view Layout[")
                .hasMessageEndingWith("; copy its channels first");
        assertThat(NchwActivations.valuesOf(whole)).isSameAs(whole.values());
    }

    @Test
    void viewsAreNotAllocated() {
        var view = layout.view(1, 1);

        assertThatThrownBy(() -> new NchwActivations(view)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> NchwActivations.arrays(view)).isInstanceOf(IllegalArgumentException.class);
    }
}
