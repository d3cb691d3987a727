/** Builds the guide as a site with the official IG Publisher, from what Maven Central, npm and the package cache of this machine hold. */
package dk.hoibu.guide;
