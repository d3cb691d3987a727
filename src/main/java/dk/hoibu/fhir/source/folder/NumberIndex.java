package dk.hoibu.fhir.source.folder;

import java.util.Arrays;

/**
 * Where in a file the records of each key are: two sorted arrays of longs, since a list of objects would cost ten times
 * as much.
 */
final class NumberIndex {

    private final long[] keys;
    private final long[] places;

    private NumberIndex(long[] keys, long[] places) {
        this.keys = keys;
        this.places = places;
    }

    /** The places of {@code key}, in rising order; none when the key is not there. */
    long[] placesOf(long key) {
        int found = Arrays.binarySearch(keys, key);
        if (found < 0) {
            return new long[0];
        }
        int first = found;
        while (first > 0 && keys[first - 1] == key) {
            first--;
        }
        int end = found + 1;
        while (end < keys.length && keys[end] == key) {
            end++;
        }
        return Arrays.copyOfRange(places, first, end);
    }

    /** Takes keys in any order. Used by one thread. */
    static final class Builder {

        private long[] keys = new long[1024];
        private long[] places = new long[1024];
        private int size;

        void add(long key, long place) {
            if (size == keys.length) {
                keys = Arrays.copyOf(keys, size + size / 2);
                places = Arrays.copyOf(places, size + size / 2);
            }
            keys[size] = key;
            places[size++] = place;
        }

        NumberIndex build() {
            keys = Arrays.copyOf(keys, size);
            places = Arrays.copyOf(places, size);
            sort(0, size - 1);
            return new NumberIndex(keys, places);
        }

        /**
         * Quicksort of both arrays in step, by key and then by place; recursion only into the smaller part keeps it
         * shallow.
         */
        private void sort(int from, int to) {
            int low = from;
            int high = to;
            while (low < high) {
                int split = partition(low, high);
                if (split - low < high - split) {
                    sort(low, split);
                    low = split + 1;
                } else {
                    sort(split + 1, high);
                    high = split;
                }
            }
        }

        private int partition(int low, int high) {
            int middle = (low + high) >>> 1;
            long key = keys[middle];
            long place = places[middle];
            int left = low - 1;
            int right = high + 1;
            while (true) {
                do {
                    left++;
                } while (compare(left, key, place) < 0);
                do {
                    right--;
                } while (compare(right, key, place) > 0);
                if (left >= right) {
                    return right;
                }
                swap(left, right);
            }
        }

        private int compare(int at, long key, long place) {
            int byKey = Long.compare(keys[at], key);
            return byKey != 0 ? byKey : Long.compare(places[at], place);
        }

        private void swap(int one, int other) {
            long key = keys[one];
            keys[one] = keys[other];
            keys[other] = key;
            long place = places[one];
            places[one] = places[other];
            places[other] = place;
        }
    }
}
