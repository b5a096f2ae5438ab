package org.scratchcnn.plan;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.scratchcnn.kernel.Layout;
import org.scratchcnn.network.Padding2d;
import org.scratchcnn.network.Shape;

/**
 * Where activations stand in memory. A slot has a buffer of its own, or is some channels of another slot, all of them for
 * the same memory under another name. Slots whose lifetimes don't overlap share a buffer if their layouts are equal; in
 * another layout values would be left where borders have to be zero.
 */
final class Slots {

    private static final int NONE = -1;

    private static final class Slot {
        final Shape shape;
        int whole = NONE;
        int firstChannel;
        Padding2d border = Padding2d.NONE;
        int firstUse = Integer.MAX_VALUE;
        int lastUse = Integer.MIN_VALUE;
        boolean alone;
        int buffer = NONE;

        Slot(Shape shape) {
            this.shape = shape;
        }
    }

    private final int maxBatch;
    private final List<Slot> slots = new ArrayList<>();
    private final List<Layout> buffers = new ArrayList<>();

    /** Slots for so many samples. */
    Slots(int maxBatch) {
        this.maxBatch = maxBatch;
    }

    int add(Shape shape) {
        slots.add(new Slot(shape));
        return slots.size() - 1;
    }

    int size() {
        return slots.size();
    }

    /** Makes a slot the channels of another from {@code firstChannel} on. */
    void place(int slot, int whole, int firstChannel) {
        slots.get(slot).whole = whole;
        slots.get(slot).firstChannel = firstChannel;
    }

    /** Whether a slot is channels of another. */
    boolean isPlaced(int slot) {
        return slots.get(slot).whole != NONE;
    }

    /** Asks for a border of zeros, at least. */
    void reserveBorder(int slot, Padding2d border) {
        var root = root(slot);
        root.border = root.border.max(border);
    }

    /** Says that a slot is written or read at that time. */
    void use(int slot, int time) {
        var root = root(slot);
        root.firstUse = Math.min(root.firstUse, time);
        root.lastUse = Math.max(root.lastUse, time);
    }

    /**
     * Says that nothing else may be written to a slot's memory, since parts of it are written never and have to be zero; to
     * be said when all places are known.
     */
    void keepAlone(int slot) {
        root(slot).alone = true;
    }

    /** The layout of a slot; to be asked when all places and borders are known. */
    Layout layout(int slot) {
        var root = root(slot);
        var whole = Layout.of(root.shape, maxBatch, root.border);
        var own = Layout.of(slots.get(slot).shape, maxBatch, root.border);
        return whole.view(firstChannel(slot), own.channels());
    }

    /** Gives each slot that is used a buffer of its own. */
    void assign() {
        for (var slot : used()) {
            slot.buffer = newBuffer(slot);
        }
    }

    /** Gives each slot that is used a buffer, where lifetimes allow one that others have, too. */
    void assignShared() {
        var lastUses = new ArrayList<Integer>();
        for (var slot : used()) {
            var layout = Layout.of(slot.shape, maxBatch, slot.border);
            for (int buffer = 0; buffer < buffers.size() && slot.buffer == NONE && !slot.alone; buffer++) {
                if (buffers.get(buffer).equals(layout) && lastUses.get(buffer) < slot.firstUse) {
                    slot.buffer = buffer;
                    lastUses.set(buffer, slot.lastUse);
                }
            }
            if (slot.buffer == NONE) {
                slot.buffer = newBuffer(slot);
                lastUses.add(slot.alone ? Integer.MAX_VALUE : slot.lastUse);
            }
        }
    }

    private int newBuffer(Slot slot) {
        buffers.add(Layout.of(slot.shape, maxBatch, slot.border));
        return buffers.size() - 1;
    }

    private List<Slot> used() {
        return slots.stream()
                .filter(slot -> slot.whole == NONE && slot.firstUse <= slot.lastUse)
                .sorted(Comparator.comparingInt(slot -> slot.firstUse))
                .toList();
    }

    /** The layouts of all buffers. */
    List<Layout> buffers() {
        return List.copyOf(buffers);
    }

    /** The buffer of a slot, or a negative number where it is not used. */
    int buffer(int slot) {
        return root(slot).buffer;
    }

    /** Whether a buffer holds something, after what is done at that time, that is read later. */
    boolean isLive(int buffer, int time) {
        return slots.stream()
                .anyMatch(slot -> slot.whole == NONE
                        && slot.buffer == buffer
                        && (slot.alone || (slot.firstUse <= time && time < slot.lastUse)));
    }

    private Slot root(int slot) {
        var found = slots.get(slot);
        while (found.whole != NONE) {
            found = slots.get(found.whole);
        }
        return found;
    }

    private int firstChannel(int slot) {
        int channel = 0;
        for (int at = slot; at != NONE; at = slots.get(at).whole) {
            channel += slots.get(at).firstChannel;
        }
        return channel;
    }
}
