package dk.hoibu.fhir;

import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.message.reception.Receivers;
import java.util.Optional;
import java.util.Set;

/** Organisations whose mailboxes are here are known without asking the register. */
final class LocalReceivers implements Receivers {

    private final Set<String> local;
    private final Receivers register;

    LocalReceivers(Set<String> local, Receivers register) {
        this.local = Set.copyOf(local);
        this.register = register;
    }

    @Override
    public Known of(Requester requester, String sor) {
        return local.contains(sor) ? Known.YES : register.of(requester, sor);
    }

    @Override
    public Optional<String> phone(Requester requester, String sor) {
        return register.phone(requester, sor);
    }
}
