package dk.hoibu.fhir.forward;

import dk.hoibu.fhir.audit.trail.KeptEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A destination that takes everything, but what a test tells it not to, one after the other. */
final class ScriptedDestination implements Destination {

    final List<UUID> taken = new ArrayList<>();
    final Map<UUID, Fate> fates = new HashMap<>();
    Optional<Fate> ofAll = Optional.empty();
    int asked;
    LeaveOut leaveOut = new LeaveOut(List.of());

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public int most() {
        return 3;
    }

    @Override
    public boolean wants(KeptEntry entry) {
        return !leaveOut.covers(entry.entry().marks());
    }

    @Override
    public List<Fate> deliver(List<KeptEntry> entries) {
        return OneByOne.deliver(entries, entry -> {
            asked++;
            UUID id = entry.entry().id();
            Fate fate = ofAll.orElse(fates.getOrDefault(id, new Fate.Taken()));
            if (fate instanceof Fate.Taken) {
                taken.add(id);
            }
            return fate;
        });
    }
}
