package io.chronoops.router.web;

import io.chronoops.router.policy.Policy;
import io.chronoops.router.policy.PolicyText;
import io.chronoops.router.reconcile.Reconciliation;
import io.chronoops.router.reconcile.Report;
import java.time.Clock;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The policy that this router is configured with, and whether every input has its outcome. */
@RestController
@RequestMapping("/api/v1")
final class RouterController {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Policy policy;
    private final Reconciliation reconciliation;
    private final Clock clock;

    RouterController(Policy policy, Reconciliation reconciliation, Clock clock) {
        this.policy = policy;
        this.reconciliation = reconciliation;
        this.clock = clock;
    }

    @GetMapping("/policy")
    Map<String, Object> policy() {
        JsonNode text = JSON.readTree(PolicyText.write(policy));
        return Map.of("version", policy.version(), "policy", text);
    }

    @GetMapping("/reconciliation")
    Map<String, Object> reconcile() {
        Report report = reconciliation.report(clock.instant());
        return Map.of("holds", report.holds(), "inputs", report.inputs(), "notifications", report.notifications());
    }
}
