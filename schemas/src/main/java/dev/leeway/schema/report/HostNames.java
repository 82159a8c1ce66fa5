package dev.leeway.schema.report;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sorted names of hosts, each once, as a list that nobody can change.
 *
 * <p>A comparison of a hundred thousand hosts holds thousands of such lists, most of them nearly all hosts of an environment. So
 * a list is a bit for each name of the roll it was taken from, and lists of one roll are joined by their bits.
 */
public final class HostNames extends AbstractList<String> {
    private static final HostNames NONE = new HostNames(new String[0]);

    private final String[] roll;
    /** Which of the roll are meant; all where this and {@link #few} are null. */
    private final @Nullable BitSet in;

    /** The places in the roll of a few of many, which takes less than a bit for each. */
    private final int @Nullable [] few;

    private final int size;
    private int hash;
    private @Nullable String mark;

    private HostNames(String[] roll) {
        this.roll = roll;
        this.in = null;
        this.few = null;
        this.size = roll.length;
    }

    private HostNames(String[] roll, BitSet in) {
        this.roll = roll;
        this.in = in;
        this.few = null;
        this.size = in.cardinality();
    }

    private HostNames(String[] roll, int[] few) {
        this.roll = roll;
        this.in = null;
        this.few = few;
        this.size = few.length;
    }

    /** These names, whatever their order. */
    public static HostNames of(Collection<String> names) {
        if (names instanceof HostNames known) {
            return known;
        }
        return names.isEmpty() ? NONE : new HostNames(new TreeSet<>(names).toArray(String[]::new));
    }

    /**
     * Those of {@code roll} at the places that are set.
     *
     * @param places within the size of {@code roll}; not kept
     */
    public static HostNames among(HostNames roll, BitSet places) {
        if (roll.size != roll.roll.length) {
            throw new IllegalArgumentException("not a whole roll");
        }
        int count = places.cardinality();
        if (count == roll.roll.length) {
            return roll;
        }
        return count * Integer.SIZE < roll.roll.length
                ? new HostNames(roll.roll, places.stream().toArray())
                : new HostNames(roll.roll, (BitSet) places.clone());
    }

    /** All names that any of {@code lists} has. */
    // Most lists of a fleet are one and the same object; equal others take the long way to the same answer.
    @SuppressWarnings("ReferenceEquality")
    public static HostNames union(Collection<HostNames> lists) {
        HostNames widest = NONE;
        boolean alone = true;
        for (HostNames each : lists) {
            if (!each.isEmpty()) {
                alone &= widest.isEmpty() || each == widest;
                widest = each.roll.length > widest.roll.length ? each : widest;
            }
        }
        if (alone) {
            return widest;
        }
        BitSet places = new BitSet(widest.roll.length);
        for (HostNames each : lists) {
            if (!each.mark(widest.roll, places)) {
                TreeSet<String> names = new TreeSet<>();
                lists.forEach(names::addAll);
                return of(names);
            }
        }
        return among(widest.whole(), places);
    }

    private HostNames whole() {
        return size == roll.length ? this : new HostNames(roll);
    }

    /** The names that {@code other} has not. */
    public HostNames without(HostNames other) {
        if (other.isEmpty() || isEmpty()) {
            return this;
        }
        BitSet places = new BitSet(roll.length);
        BitSet taken = new BitSet(roll.length);
        mark(roll, places);
        other.mark(roll, taken);
        if (!places.intersects(taken)) {
            return this;
        }
        places.andNot(taken);
        return among(whole(), places);
    }

    /** Sets the places that these names have in another roll; whether all have one. */
    @SuppressWarnings("ReferenceEquality")
    private boolean mark(String[] other, BitSet places) {
        boolean all = true;
        if (roll != other) {
            for (String name : this) {
                int place = Arrays.binarySearch(other, name);
                all &= place >= 0;
                if (place >= 0) {
                    places.set(place);
                }
            }
        } else if (in != null) {
            places.or(in);
        } else if (few != null) {
            for (int place : few) {
                places.set(place);
            }
        } else {
            places.set(0, roll.length);
        }
        return all;
    }

    /** The first names, {@code most} of them where there are more. */
    public HostNames first(int most) {
        if (size <= most) {
            return this;
        }
        List<String> first = new ArrayList<>(most);
        Iterator<String> names = iterator();
        while (first.size() < most) {
            first.add(names.next());
        }
        return of(first);
    }

    /** A short text that is the same for equal lists, and for no others that anybody will ever meet. */
    public String mark() {
        String known = mark;
        if (known == null) {
            long one = size;
            long other = 0x9E3779B97F4A7C15L;
            for (String name : this) {
                for (int i = 0; i <= name.length(); i++) {
                    // What no name holds ends it.
                    int c = i < name.length() ? name.charAt(i) : -1;
                    one = one * 0x5851F42D4C957F2DL + c;
                    other = (other ^ c) * 0xC2B2AE3D27D4EB4FL;
                    other ^= other >>> 29;
                }
            }
            known = size == 1 ? get(0) : size + ":" + Long.toHexString(one) + Long.toHexString(other);
            mark = known;
        }
        return known;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String get(int index) {
        Objects.checkIndex(index, size);
        if (few != null) {
            return roll[few[index]];
        }
        if (in == null) {
            return roll[index];
        }
        int place = in.nextSetBit(0);
        for (int i = 0; i < index; i++) {
            place = in.nextSetBit(place + 1);
        }
        return roll[place];
    }

    @Override
    public Iterator<String> iterator() {
        return new Iterator<>() {
            private int next;
            private int place = in == null ? 0 : in.nextSetBit(0);

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public String next() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                String name = roll[few != null ? few[next] : place];
                next++;
                place = in == null ? next : in.nextSetBit(place + 1);
                return name;
            }
        };
    }

    @Override
    public boolean contains(@Nullable Object name) {
        int place = name instanceof String text ? Arrays.binarySearch(roll, text) : -1;
        return place >= 0 && (in == null || in.get(place)) && (few == null || Arrays.binarySearch(few, place) >= 0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (other == this) {
            return true;
        }
        if (other instanceof HostNames that) {
            if (that.size != size) {
                return false;
            }
            if (that.roll == roll) {
                return Objects.equals(in, that.in) && Arrays.equals(few, that.few);
            }
        }
        return super.equals(other);
    }

    /** That of any list with these names. */
    @Override
    public int hashCode() {
        if (hash == 0) {
            hash = super.hashCode();
        }
        return hash;
    }
}
