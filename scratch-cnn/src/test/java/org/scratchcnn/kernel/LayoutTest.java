package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;

class LayoutTest {

    private final Layout whole = Layout.of(Shape.image(8, 3, 5), 4, Padding2d.all(1));

    @Test
    void aLayoutOfAShapeIsAWholeBuffer() {
        assertThat(whole).isEqualTo(new Layout(8, 3, 5, 4, Padding2d.all(1), 0, 8));
        assertThat(whole.isView()).isFalse();
        assertThat(whole.requireWhole()).isSameAs(whole);
        assertThat(whole.view(0, 8)).isEqualTo(whole);
    }

    @Test
    void aViewOfAViewCountsFromTheBuffersFirstChannel() {
        var view = whole.view(2, 5).view(1, 3);

        assertThat(view).isEqualTo(new Layout(3, 3, 5, 4, Padding2d.all(1), 3, 8));
        assertThat(view.isView()).isTrue();
        assertThat(view.sampleSize()).isEqualTo(45);
    }

    @Test
    void channelsThatAreNotThereAreRefused() {
        var view = whole.view(2, 5);

        assertThatThrownBy(() -> view.view(3, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "A view needs at least 1 of the 5 channels that are there, but was given 3 channels from channel 3 on");
        assertThatThrownBy(() -> view.view(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> view.view(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> view.view(1, Integer.MAX_VALUE)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aViewHasNoMemoryOfItsOwn() {
        assertThatThrownBy(() -> whole.view(0, 7).requireWhole())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("A view has no memory of its own, but it was asked for that of Layout[");
    }

    @Test
    void onlyChannelsOfTheSameBufferAreWithinALayout() {
        var view = whole.view(2, 3);

        assertThat(view.requireWithin(whole)).isSameAs(view);
        assertThat(view.requireWithin(whole.view(1, 4))).isSameAs(view);
        for (var other : new Layout[] {
            whole.view(3, 4),
            whole.view(1, 3),
            new Layout(9, 3, 5, 4, Padding2d.all(1)),
            new Layout(8, 3, 5, 4, Padding2d.NONE),
            new Layout(8, 3, 5, 3, Padding2d.all(1))
        }) {
            assertThatThrownBy(() -> view.requireWithin(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("; take the view from that layout");
        }
    }
}
