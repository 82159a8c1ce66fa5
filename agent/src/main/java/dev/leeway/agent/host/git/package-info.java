/**
 * Git's working copies, read file by file through the host's port.
 *
 * <p>The one home of JGit in the agent, of which only what works on bytes is used: commits, histories, ignore and attribute
 * rules, reftables. Nothing here opens a file by itself, so that no link, alternate or {@code .git} file leads outside the root;
 * nothing runs a hook, a filter or a program that a configuration names, and nothing is written or locked.
 */
@NullMarked
package dev.leeway.agent.host.git;

import org.jspecify.annotations.NullMarked;
