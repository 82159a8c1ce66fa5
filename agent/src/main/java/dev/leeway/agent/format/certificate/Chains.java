package dev.leeway.agent.format.certificate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Whether certificates lead from one to its issuers, as their names say. */
public final class Chains {
    private static final int LONGEST = 10;

    private Chains() {}

    /**
     * The entries of a file that only lists certificates: one, with the others as its chain, where they can be one; else each
     * for itself.
     */
    static List<CertificateStore.Entry> entries(List<CertificateText> certificates, boolean privateKey) {
        if (certificates.isEmpty()) {
            return List.of();
        }
        boolean chain = certificates.size() <= LONGEST
                && certificates.stream().skip(1).allMatch(CertificateText::authority)
                && isConnected(certificates);
        if (chain) {
            return List.of(new CertificateStore.Entry("", privateKey, certificates));
        }
        List<CertificateStore.Entry> entries = new ArrayList<>();
        for (CertificateText each : certificates) {
            entries.add(new CertificateStore.Entry("", privateKey && entries.isEmpty(), List.of(each)));
        }
        return entries;
    }

    /** Whether each but the first issued another one of them. */
    private static boolean isConnected(List<CertificateText> certificates) {
        for (CertificateText issuer : certificates.subList(1, certificates.size())) {
            boolean issued = certificates.stream()
                    .anyMatch(each -> !each.equals(issuer) && each.issuer().equals(issuer.subject()));
            if (!issued) {
                return false;
            }
        }
        return true;
    }

    /**
     * How a chain ends and whether it is in order: {@code self-signed}, {@code complete}, {@code disordered} or
     * {@code incomplete}.
     *
     * @param known whether a name is that of an authority that the host trusts
     */
    public static String state(List<CertificateText> chain, Predicate<String> known) {
        CertificateText at = chain.get(0);
        if (at.selfIssued()) {
            return "self-signed";
        }
        Set<CertificateText> passed = new HashSet<>(Set.of(at));
        boolean ordered = true;
        int position = 0;
        while (!at.selfIssued()) {
            Optional<CertificateText> next = issuer(at, chain, passed);
            if (next.isEmpty()) {
                if (!known.test(at.issuer())) {
                    return "incomplete";
                }
                break;
            }
            ordered &= chain.indexOf(next.get()) == ++position;
            at = next.get();
            passed.add(at);
        }
        return ordered ? "complete" : "disordered";
    }

    private static Optional<CertificateText> issuer(
            CertificateText of, List<CertificateText> chain, Set<CertificateText> passed) {
        return chain.stream()
                .filter(each -> each.subject().equals(of.issuer()) && !passed.contains(each))
                .findFirst();
    }
}
