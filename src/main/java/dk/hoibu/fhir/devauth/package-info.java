/** The authorization server for development: the sample's users, and the tokens they get. No production configuration can reach it. */
@NullMarked
package dk.hoibu.fhir.devauth;

import org.jspecify.annotations.NullMarked;
