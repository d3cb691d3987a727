package dk.hoibu.fhir;

import dk.hoibu.fhir.access.AtTheMachine;
import dk.hoibu.fhir.access.DirectoryGrant;
import dk.hoibu.fhir.access.Requester;
import dk.hoibu.fhir.audit.citizen.Organisations;
import dk.hoibu.fhir.cli.AuditCitizenCommand;
import dk.hoibu.fhir.overview.SourceCalls;
import dk.hoibu.fhir.resource.RegisteredOrganisations;
import dk.hoibu.fhir.source.Faults;
import dk.hoibu.fhir.source.folder.DataFolder;
import dk.hoibu.fhir.source.healthorg.HealthOrganisation;
import dk.hoibu.fhir.source.healthorg.sor.SorCsvHealthOrganisation;
import dk.hoibu.fhir.source.organisation.sample.SampleMunicipalOrganisation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The registers of organisations that a server with that folder has, for commands. */
record OrganisationRegisters(Clock clock) implements AuditCitizenCommand.Registers {

    @Override
    public Organisations of(Path folder, @Nullable Path sorFile) {
        DataFolder data = Files.isDirectory(folder.resolve("sources")) ? DataFolder.at(folder) : DataFolder.builtIn();
        Faults none = new Faults();
        HealthOrganisation health = sorFile == null
                ? SorCsvHealthOrganisation.in(data, clock, none)
                : SorCsvHealthOrganisation.of(sorFile, clock, none);
        DirectoryGrant grant = new AtTheMachine()
                .directory(new Requester(true, UUID.randomUUID().toString()))
                .grant();
        return new RegisteredOrganisations(
                new SampleMunicipalOrganisation(data, clock, none),
                health,
                new SourceCalls(Map.of(), clock, (source, took, outcome) -> {}),
                grant);
    }
}
