package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.KeptEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Gives entries to a destination that takes them singly. */
public final class OneByOne {

    private OneByOne() {}

    /** Until one cannot be given; those after it are not tried. */
    public static List<Fate> deliver(List<KeptEntry> entries, Function<KeptEntry, Fate> delivery) {
        List<Fate> fates = new ArrayList<>();
        boolean reached = true;
        for (KeptEntry entry : entries) {
            Fate fate = reached ? delivery.apply(entry) : new Fate.NotTried();
            reached = reached && !(fate instanceof Fate.Unreached);
            fates.add(fate);
        }
        return fates;
    }
}
