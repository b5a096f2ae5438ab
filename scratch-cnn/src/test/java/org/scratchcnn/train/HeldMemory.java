package org.scratchcnn.train;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.scratchcnn.kernel.Buffer;

/**
 * The elements of all arrays of numbers that an object holds, found by following its fields through this project's
 * classes. Constants, which belong to no object, don't count.
 */
final class HeldMemory {

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Class<?>> seenClasses = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long values;
    private long tables;

    private HeldMemory() {}

    static HeldMemory of(Object root) {
        var memory = new HeldMemory();
        memory.open.add(root);
        while (!memory.open.isEmpty()) {
            memory.visit(memory.open.pop(), true);
        }
        return memory;
    }

    /** Bytes of all {@code float[]} and of kernels' buffers. */
    long values() {
        return values;
    }

    /** Bytes of other arrays: indexes, sums of the clipping. */
    long tables() {
        return tables;
    }

    private void visit(Object object, boolean counts) {
        var type = object.getClass();
        // Before the object itself is marked: it may be a constant of its own class.
        visitConstants(type);
        if (!seen.add(object)) {
            return;
        }
        switch (object) {
            case float[] array -> values += counts ? 4L * array.length : 0;
            case int[] array -> tables += counts ? 4L * array.length : 0;
            case long[] array -> tables += counts ? 8L * array.length : 0;
            case double[] array -> tables += counts ? 8L * array.length : 0;
            case Object[] array -> {
                for (var element : array) {
                    follow(element, counts);
                }
            }
            case Collection<?> collection -> collection.forEach(element -> follow(element, counts));
            case Map<?, ?> map -> map.values().forEach(element -> follow(element, counts));
            case Buffer<?> buffer
            when buffer.array() instanceof int[] array -> {
                seen.add(array);
                values += counts ? 4L * array.length : 0;
            }
            default -> visitFields(object, type, counts);
        }
    }

    private void visitFields(Object object, Class<?> type, boolean counts) {
        for (Class<?> declaring = type; isOwn(declaring); declaring = declaring.getSuperclass()) {
            for (var field : declaring.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    follow(value(field, object), counts);
                }
            }
        }
    }

    /** Marks what static fields hold as seen, without counting it. */
    private void visitConstants(Class<?> type) {
        if (!isOwn(type) || !seenClasses.add(type)) {
            return;
        }
        for (var field : type.getDeclaredFields()) {
            if (Modifier.isStatic(field.getModifiers())) {
                follow(value(field, null), false);
            }
        }
    }

    private void follow(@Nullable Object value, boolean counts) {
        if (value == null) {
            return;
        }
        if (counts) {
            open.add(value);
        } else {
            visit(value, false);
        }
    }

    /** Lambdas have nothing but what they were made from, which is reached without them. */
    private static boolean isOwn(@Nullable Class<?> type) {
        return type != null && type.getName().startsWith("org.scratchcnn.") && !type.isHidden() && !type.isEnum();
    }

    private static @Nullable Object value(Field field, @Nullable Object object) {
        if (field.getType().isPrimitive()) {
            return null;
        }
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            throw new AssertionError("can't read " + field, e);
        }
    }
}
