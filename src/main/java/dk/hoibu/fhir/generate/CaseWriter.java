package dk.hoibu.fhir.generate;

import dk.hoibu.fhir.generate.Town.Team;
import dk.hoibu.fhir.generate.Town.Worker;
import java.io.IOException;
import java.util.List;
import java.util.UUID;

/** Writes one case as FK Sags- og Dokumentindeks has it (SF1470, anvisning Sag 1.7). */
final class CaseWriter {

    private static final int OFFICE_OPENS = 8 * 60;
    private static final int OFFICE_HOURS = 8 * 60;
    private static final List<String> ALL_STEPS = List.of("Opstaaet", "Oplyst", "Afgjort", "Afsluttet");
    private static final List<String> OPEN_STEPS = ALL_STEPS.subList(0, 3);

    private final RecordWriter file;
    private final Numbering numbering;

    CaseWriter(RecordWriter file, Numbering numbering) {
        this.file = file;
        this.numbering = numbering;
    }

    void write(Child child, CaseStory story, Randomness randomness) throws IOException {
        Municipality owner = story.owner().municipality();
        String caseNumber = numbering.nextCase(owner.code());
        int minute = OFFICE_OPENS + randomness.below(OFFICE_HOURS);
        file.begin()
                .uuid("UUIDIdentifikator", randomness.uuid())
                .text("StsTidspunkt", Timeline.begunDaysAgo(0).at(-randomness.below(Math.min(story.days(), 30)), 0))
                .text("LivscyklusKode", "Importeret")
                .text("Sagsnummer", caseNumber)
                .text("BrugervendtNoegle", caseNumber)
                .text("Titel", "Må ikke vises: fri tekst om barnet")
                .text("Foelsomhed", sensitivity(story, randomness))
                .text("OprettetTidspunkt", story.timeline().at(0, minute));
        writeProgress(story, minute, randomness);
        writeActors(child, story, randomness);
        writeParties(child, story, randomness);
        writeClasses(story, randomness);
        if (story.kind() == CaseKind.PROFILED) {
            file.list("Sikkerhedsprofil")
                    .begin()
                    .uuid("ReferenceID", owner.idOf("sikkerhedsprofil"))
                    .end()
                    .endList();
        }
        writeMaster(story, owner);
        file.end();
    }

    private static String sensitivity(CaseStory story, Randomness randomness) {
        if (story.kind() == CaseKind.VIP) {
            return "VIP_SAGER";
        }
        double sensitive = story.subject() == Subject.FAMILY ? 0.8 : 0.4;
        return randomness.chance(sensitive) ? "FOELSOMME_PERSONOPLYSNINGER" : "FORTROLIGE_PERSONOPLYSNINGER";
    }

    /** The steps up to where the case has come, spread over its days; each ends when the next begins. */
    private void writeProgress(CaseStory story, int minute, Randomness randomness) throws IOException {
        List<String> steps = steps(story, randomness);
        // A planned case has its first step after today.
        int ahead = story.kind() == CaseKind.PLANNED ? story.days() + randomness.between(1, 30) : 0;
        file.list("Fremdrift");
        for (int step = 0; step < steps.size(); step++) {
            file.begin()
                    .text("FremdriftStatusKode", steps.get(step))
                    .text("FraTidspunkt", story.timeline().at(ahead + story.days() * step / steps.size(), minute));
            if (step < steps.size() - 1) {
                int next = story.days() * (step + 1) / steps.size();
                file.text("TilTidspunkt", story.timeline().at(next, minute));
            }
            file.end();
        }
        file.endList();
    }

    /** No more steps than days, so that none is over before it begins. */
    private static List<String> steps(CaseStory story, Randomness randomness) {
        int open = Math.min(randomness.between(1, OPEN_STEPS.size()), story.days());
        return switch (story.kind()) {
            case PLANNED -> OPEN_STEPS.subList(0, 1);
            case CLOSED -> story.days() > OPEN_STEPS.size() ? ALL_STEPS : List.of("Afsluttet");
            case ACTIVE, PROFILED, CLASSED, VIP, DENIED, IRRELEVANT, SECONDARY -> OPEN_STEPS.subList(0, open);
        };
    }

    private void writeActors(Child child, CaseStory story, Randomness randomness) throws IOException {
        Municipality owner = story.owner().municipality();
        Team team = randomness.oneOf(story.owner().department(story.subject()).teams());
        file.list("Sagsaktoer");
        beginActor("Ejer", "Organisation", owner.id(), owner.authority())
                .text("CVR-Nummer", owner.cvr())
                .end();
        beginActor("Ansvarlig", "OrgEnhed", team.id(), team.name()).end();
        writeHandler(story, team, randomness);
        Municipality home = child.town().municipality();
        if (!home.equals(owner)) {
            beginActor("Bopælskommune", "Organisation", home.id(), home.authority())
                    .text("CVR-Nummer", home.cvr())
                    .end();
        }
        file.endList();
    }

    /** Most cases have a case worker, some after another one; the team itself has others; and some nobody. */
    private void writeHandler(CaseStory story, Team team, Randomness randomness) throws IOException {
        double drawn = randomness.fraction();
        if (drawn < 0.85) {
            Worker worker = randomness.oneOf(team.workers());
            Worker former = randomness.oneOf(team.workers());
            int taken = story.days() / 2;
            boolean afterAnother = taken > 0 && !former.equals(worker) && randomness.chance(0.15);
            if (afterAnother) {
                beginActor("Primær behandler", "Bruger", former.id(), former.name())
                        .text("TilTidspunkt", story.timeline().at(taken, OFFICE_OPENS))
                        .end();
            }
            beginActor("Primær behandler", "Bruger", worker.id(), worker.name());
            if (afterAnother) {
                file.text("FraTidspunkt", story.timeline().at(taken, OFFICE_OPENS));
            }
            file.end();
        } else if (drawn < 0.93) {
            beginActor("Primær behandler", "OrgEnhed", team.id(), team.name()).end();
        }
    }

    private RecordWriter beginActor(String role, String type, UUID reference, String name) throws IOException {
        return file.begin()
                .text("Rolle", role)
                .text("Type", type)
                .uuid("ReferenceID", reference)
                .text("FuldtNavn", name);
    }

    private void writeParties(Child child, CaseStory story, Randomness randomness) throws IOException {
        String sibling = child.sibling().map(CaseWriter::cpr).orElse("urn:oio:us:personid:1");
        file.list("Sagspart");
        if (story.kind() == CaseKind.SECONDARY) {
            writeParty("Primær part", sibling);
            writeParty("Sekundær part", cpr(child.number()));
        } else {
            writeParty("Primær part", cpr(child.number()));
            if (randomness.chance(0.05)) {
                writeParty("Sekundær part", sibling);
            }
        }
        file.endList();
    }

    private static String cpr(String number) {
        return "urn:oio:cpr-nr:" + number;
    }

    private void writeParty(String role, String reference) throws IOException {
        file.begin().text("Rolle", role).text("ReferenceID", reference).end();
    }

    private void writeClasses(CaseStory story, Randomness randomness) throws IOException {
        file.list("Sagsklasse");
        writeClass("Primær klasse", story.kle());
        writeClass("Handlingsklasse", randomness.chance(0.7) ? "G01" : "Ø54");
        if (story.kind() == CaseKind.CLASSED) {
            writeClass("Visningsklasse", "undtaget");
        }
        file.endList();
    }

    private void writeClass(String role, String key) throws IOException {
        file.begin().text("Rolle", role).text("BrugervendtNoegle", key).end();
    }

    private void writeMaster(CaseStory story, Municipality owner) throws IOException {
        file.list("SagsitsystemRelation")
                .begin()
                .text("Rolle", "Master")
                .uuid("ReferenceID", owner.idOf("sagssystem/" + story.subject().mailbox()))
                .text("SystemNavn", "Sagssystem " + story.subject().mailbox())
                .end()
                .endList();
    }
}
