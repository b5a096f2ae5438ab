package org.scratchcnn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.scratchcnn.network.PlannedArrays;

class WorkspaceTest {

    private final Workspace workspace = new Workspace(3);

    @Test
    void tellsWhatIsReservedBeforeItIsAllocated() {
        workspace.floats(10);
        workspace.ints(5);
        workspace.perThread(7);

        assertThat(workspace.arrays())
                .containsExactly(
                        new PlannedArrays(1, Alignment.LEAD + 10),
                        new PlannedArrays(1, 5),
                        new PlannedArrays(3, Alignment.LEAD + 7));
    }

    @Test
    void sharesThreadBuffersAsLongAsTheLongestThatAnyKernelReserved() {
        var first = workspace.perThread(4);
        var second = workspace.perThread(9);
        var third = workspace.perThread(2);
        workspace.allocate();

        assertThat(workspace.arrays()).containsExactly(new PlannedArrays(3, Alignment.LEAD + 9));
        assertThat(first.of(1))
                .hasSize(Alignment.LEAD + 9)
                .isSameAs(second.of(1))
                .isSameAs(third.of(1));
        assertThat(first.of(1)).isNotSameAs(first.of(2));
    }

    @Test
    void keepsWhatIsAllocatedWhenMoreIsReserved() {
        var early = workspace.floats(3);
        workspace.allocate();
        early.array()[0] = 1;
        var late = workspace.ints(2);
        workspace.allocate();

        assertThat(early.array()).startsWith(1, 0, 0);
        assertThat(late.array()).containsExactly(0, 0);
    }

    @Test
    void refusesToBeUsedBeforeItIsAllocated() {
        var buffer = workspace.floats(3);
        var threadBuffers = workspace.perThread(3);

        assertThatThrownBy(buffer::array)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The kernels' workspace is not allocated; call Workspace.allocate first");
        assertThatThrownBy(() -> threadBuffers.of(0)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesArraysThatJavaCannotHave() {
        assertThatThrownBy(() -> workspace.floats(3_000_000_000L))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("A kernel needs 30000000\\d\\d values in an array, more than one can hold; .*");
    }
}
