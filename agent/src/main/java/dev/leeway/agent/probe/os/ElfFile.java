package dev.leeway.agent.probe.os;

import dev.leeway.agent.format.MalformedException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What the head of an ELF file tells of the machine it was built for.
 *
 * @param architecture in the words of {@code uname -m}; {@code elf-<number>} for machines without a word here
 * @param interpreter path of the dynamic loader; empty for static programs and libraries
 */
record ElfFile(String architecture, Optional<String> interpreter) {
    /** Enough for the headers and the loader's path of what compilers have written in the last decades. */
    static final int HEAD = 4096;

    private static final int MAGIC = 0x7F454C46;
    private static final int PT_INTERP = 3;
    private static final int MAX_PROGRAM_HEADERS = 64;
    private static final Map<Integer, String> MACHINES = Map.of(
            3,
            "i686",
            62,
            "x86_64",
            183,
            "aarch64",
            40,
            "arm",
            243,
            "riscv64",
            22,
            "s390x",
            258,
            "loongarch64",
            8,
            "mips");
    private static final int POWERPC_64 = 21;

    /** Reads the first bytes of a file. */
    static ElfFile read(byte[] head) throws MalformedException {
        ByteBuffer in = ByteBuffer.wrap(head);
        try {
            if (in.getInt(0) != MAGIC) {
                throw new MalformedException("expected an ELF file");
            }
            boolean wide = in.get(4) == 2;
            boolean little = in.get(5) == 1;
            in.order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
            int machine = in.getShort(18) & 0xFFFF;
            return new ElfFile(architecture(machine, little), interpreter(head, in, wide));
        } catch (BufferUnderflowException | IndexOutOfBoundsException e) {
            throw new MalformedException("expected ELF headers within the first " + head.length + " bytes");
        }
    }

    private static String architecture(int machine, boolean little) {
        if (machine == POWERPC_64) {
            return little ? "ppc64le" : "ppc64";
        }
        return MACHINES.getOrDefault(machine, "elf-" + machine);
    }

    private static Optional<String> interpreter(byte[] head, ByteBuffer in, boolean wide) {
        long table = wide ? in.getLong(32) : in.getInt(28);
        int size = in.getShort(wide ? 54 : 42) & 0xFFFF;
        int count = Math.min(in.getShort(wide ? 56 : 44) & 0xFFFF, MAX_PROGRAM_HEADERS);
        for (int i = 0; i < count; i++) {
            int header = Math.toIntExact(Math.min(Math.max(table, 0), HEAD)) + i * size;
            if (in.getInt(header) == PT_INTERP) {
                long offset = wide ? in.getLong(header + 8) : in.getInt(header + 4);
                long length = wide ? in.getLong(header + 32) : in.getInt(header + 16);
                return text(head, offset, length);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> text(byte[] head, long offset, long length) {
        if (offset < 0 || length < 2 || offset > head.length - length) {
            return Optional.empty();
        }
        // The last byte is the terminating zero.
        return Optional.of(new String(head, (int) offset, (int) length - 1, StandardCharsets.UTF_8));
    }
}
