/**
 * What a .NET application's {@code deps.json} says it is made of.
 *
 * <p>Pure.
 */
@NullMarked
package dev.leeway.agent.probe.dependency.dotnet;

import org.jspecify.annotations.NullMarked;
