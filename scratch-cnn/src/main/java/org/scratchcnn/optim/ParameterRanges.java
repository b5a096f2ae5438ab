package org.scratchcnn.optim;

import java.util.List;
import org.scratchcnn.kernel.ItemTask;
import org.scratchcnn.kernel.Parameter;
import org.scratchcnn.kernel.ThreadTeam;

/**
 * The values of parameters in a row, cut into items of a fixed size for the team. The cuts depend on the parameters alone,
 * never on the number of threads.
 */
final class ParameterRanges {

    /** Values and moments of one item fit the first-level cache together. */
    static final int ITEM_SIZE = 4096;

    /** Something to do with a part of one parameter. */
    @FunctionalInterface
    interface RangeTask {
        /**
         * Does it.
         *
         * @param item in [0, items), to keep partial results by
         * @param parameter index into the list of parameters
         */
        void run(int item, int parameter, int from, int to);
    }

    private final List<Parameter> parameters;
    /** Where each parameter starts in the row, and last where it ends. */
    private final int[] starts;

    private final ThreadTeam team;
    private final ItemTask runItem = (item, _) -> runItem(item);
    private RangeTask task = (_, _, _, _) -> {};
    /** What is cut into items, as positions in the row. */
    private int first;

    private int end;

    ParameterRanges(List<Parameter> parameters, ThreadTeam team) {
        this.parameters = List.copyOf(parameters);
        this.team = team;
        this.starts = new int[parameters.size() + 1];
        for (int p = 0; p < parameters.size(); p++) {
            starts[p + 1] = Math.addExact(starts[p], parameters.get(p).values().length);
        }
    }

    List<Parameter> parameters() {
        return parameters;
    }

    /** Items of all parameters. */
    int items() {
        return Math.ceilDiv(starts[parameters.size()], ITEM_SIZE);
    }

    /** Does {@code rangeTask} for every value once. */
    void run(RangeTask rangeTask) {
        run(rangeTask, 0, parameters.size());
    }

    /** Does {@code rangeTask} once for every value of the parameters from one index to before another. */
    void run(RangeTask rangeTask, int firstParameter, int endParameter) {
        task = rangeTask;
        first = starts[firstParameter];
        end = starts[endParameter];
        team.run(Math.ceilDiv(end - first, ITEM_SIZE), runItem);
    }

    private void runItem(int item) {
        int itemBegin = first + item * ITEM_SIZE;
        int itemEnd = Math.min(itemBegin + ITEM_SIZE, end);
        for (int p = 0; p < parameters.size(); p++) {
            int from = Math.max(itemBegin, starts[p]);
            int to = Math.min(itemEnd, starts[p + 1]);
            if (from < to) {
                task.run(item, p, from - starts[p], to - starts[p]);
            }
        }
    }
}
