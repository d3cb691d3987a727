package dk.hoibu.fhir.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checkpoints that were seen elsewhere: the notes of an anchor, one after another. */
public final class Elsewhere {

    private static final String DASH = "\u2014 ";

    private final List<String> notes = new ArrayList<>();

    private Elsewhere() {}

    /** Nothing was seen elsewhere. */
    public static Elsewhere nowhere() {
        return new Elsewhere();
    }

    /** What the file of an anchor holds. */
    public static Elsewhere read(String file) {
        Elsewhere read = new Elsewhere();
        StringBuilder note = new StringBuilder();
        boolean signing = false;
        for (String line : file.split("(?<=\n)", -1)) {
            boolean signature = line.startsWith(DASH);
            if (signing && !signature) {
                read.notes.add(note.toString());
                note.setLength(0);
            }
            signing = signature;
            note.append(line);
        }
        if (!note.toString().isBlank()) {
            read.notes.add(note.toString());
        }
        return read;
    }

    /** How many there are. */
    public int size() {
        return notes.size();
    }

    /** Those of {@code log}, by how many entries they say there are. What no trusted key signed is a finding. */
    SortedMap<Long, List<Note.Head>> of(String log, Trusted trusted) {
        SortedMap<Long, List<Note.Head>> heads = new TreeMap<>();
        for (String note : notes) {
            trusted.checkpoint(log, note)
                    .ifPresent(head -> heads.computeIfAbsent(head.size(), size -> new ArrayList<>())
                            .add(head));
        }
        return heads;
    }

    /** The logs that there are checkpoints of, whoever signed them. */
    List<String> logs() {
        return notes.stream()
                .map(note -> note.lines().findFirst().orElse(""))
                .map(origin -> origin.substring(origin.lastIndexOf('/') + 1))
                .distinct()
                .sorted()
                .toList();
    }

    /** Those that no trusted key signed, by their place from 1 on. */
    List<Finding> unsigned(Trusted trusted) {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < notes.size(); i++) {
            String origin = notes.get(i).lines().findFirst().orElse("");
            String log = origin.substring(origin.lastIndexOf('/') + 1);
            if (trusted.checkpoint(log, notes.get(i)).isEmpty()) {
                findings.add(new Finding(
                        Finding.Kind.ANCHOR, log, i + 1, "no trusted key signed this checkpoint of the anchor"));
            }
        }
        return findings;
    }
}
