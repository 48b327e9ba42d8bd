package io.chronoops.backup.overlay;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Finds the places of keys in a store: four bytes of heap each, half of them free. */
final class KeyTable {
    private static final int FIRST = 1 << 8;
    /** The most that one array of such elements may take here. */
    private static final int LARGEST = 1 << 28;

    private final RowStore store;
    private final CopyLine moved = new CopyLine();
    private int[] places = new int[FIRST];
    private int count;

    KeyTable(RowStore store) {
        this.store = store;
    }

    /** Where the key is; 0: it is not there. */
    int find(byte[] key, int length) {
        return places[slot(key, length)];
    }

    private int slot(byte[] key, int length) {
        MemorySegment segment = MemorySegment.ofArray(key);
        int slot = hash(key, length) & (places.length - 1);
        while (places[slot] != 0 && !store.hasKey(places[slot], segment, length)) {
            slot = (slot + 1) & (places.length - 1);
        }
        return slot;
    }

    /** Spread well: keys are often numbers in a row. */
    private static int hash(byte[] key, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + key[i];
        }
        hash *= 0x9E3779B9;
        return hash ^ hash >>> 15;
    }

    /** Notes where the key is now. */
    void put(byte[] key, int length, int place) throws DoesNotLie {
        int slot = slot(key, length);
        if (places[slot] == 0 && ++count > places.length / 2) {
            grow();
            slot = slot(key, length);
        }
        places[slot] = place;
    }

    private void grow() throws DoesNotLie {
        if (places.length == LARGEST) {
            throw new DoesNotLie("it has more than " + LARGEST / 2 + " keys");
        }
        int[] before = places;
        places = new int[before.length * 2];
        for (int place : before) {
            if (place != 0) {
                store.key(place, moved);
                int slot = hash(moved.bytes(), moved.length()) & (places.length - 1);
                while (places[slot] != 0) {
                    slot = (slot + 1) & (places.length - 1);
                }
                places[slot] = place;
            }
        }
    }

    /** Bytes of heap. */
    long bytes() {
        return 4L * places.length;
    }

    /** All places, in the order in which they were taken. */
    IntStream inOrder() {
        int[] all = Arrays.stream(places).filter(place -> place != 0).toArray();
        Arrays.sort(all);
        return Arrays.stream(all);
    }

    void clear() {
        places = new int[FIRST];
        count = 0;
    }
}
