package io.chronoops.kit.web;

import io.chronoops.kit.operation.OperationList;
import io.chronoops.kit.operation.OperationView;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Operations of this service, as they stand. */
@RestController
@RequestMapping("/api/v1/operations")
final class OperationsController {
    private final OperationList operations;

    OperationsController(OperationList operations) {
        this.operations = operations;
    }

    @GetMapping
    List<OperationView> newest(@RequestParam(defaultValue = "50") int limit) {
        return operations.newest(Math.clamp(limit, 1, 1000));
    }

    @GetMapping("/{id}")
    OperationView one(@PathVariable("id") String id) {
        return operations
                .find(id)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "operation " + id + " is not known here (yet): a command on its way takes a moment"));
    }
}
