package dev.tokend.authority.derive;

/**
 * What the machine says of itself; the device claims of its tokens.
 *
 * @param hostname its name
 * @param machineId what identifies the installation, or empty
 * @param kernelRelease as uname prints it
 */
public record HostFacts(String hostname, String machineId, String kernelRelease) {}
