import type { JobOwnerPorts } from '../../../src/runtime/jobs/job-owner.ts';
import type { ServiceAnswer, ServiceRequest } from '../../../src/runtime/jobs/ports.ts';

/** The ports with another way to submit; `send` is the honest one. */
export function submitting(
  submit: (
    request: ServiceRequest,
    send: (request: ServiceRequest) => Promise<ServiceAnswer>,
  ) => Promise<ServiceAnswer>,
) {
  return (ports: JobOwnerPorts): JobOwnerPorts => {
    const services = [...ports.services].map(([name, service]) => {
      const { send } = service.transport;
      const transport: typeof service.transport = {
        send(request, signal) {
          const isSubmit = request.method === 'POST' && !request.url.endsWith('/cancel');
          return isSubmit ? submit(request, send) : send(request, signal);
        },
      };
      return [name, { ...service, transport }] as const;
    });
    return { ...ports, services: new Map(services) };
  };
}
