import { promptWords } from '../sandbox/prompt-faults.ts';

/** What `shotgraph --help` prints. */
export const helpText = `shotgraph: a node-graph editor and runner for AI video storyboards

  shotgraph [--faults FILE]          serve the editor on http://127.0.0.1:4173
  shotgraph login                    keep a RunComfy token; it is read from the terminal
  shotgraph plan FILE                say what a run would buy, reuse and join, and why; nothing is bought or written
  shotgraph run FILE --out DIR       run a graph, and leave clips and film in a folder
  shotgraph doctor                   look after data folder, token, model, catalogue, clock and network; write a report
  shotgraph sandbox --port N         serve the sandbox alone, to any client of the real API

plan and run
  --sandbox                          rehearse: nothing is paid
  --set node.param=value             set a param first; the node by id or title; may be repeated
  --json                             print one JSON object at the end, however it ends

run
  --yes --max-jobs N --max-seconds S agree to buy, within these limits; past them nothing is sent
  --inline                           agree that local pictures go inline to RunComfy
  --accept-model                     after "no such model": agree to the id that was offered, from now on

doctor
  --paid [--yes]                     make one 4 s clip at 480p after asking, and report what the service really answers
  --report FILE                      default shotgraph-doctor-<date>.md in the current folder; it holds no secrets
  --json                             print one JSON object at the end

sandbox
  --speed X                          times as fast; 1 is about 3 s a job
  --folder DIR                       keep its jobs there
  --faults FILE                      let go wrong what the file says: docs/faults.md
Words in a prompt let the sandbox refuse or fail, here and in the editor:
${promptWords.map(({ words, about }) => `  ${words.padEnd(33)}  ${about}`).join('\n')}

Exit codes: 0 done, 1 some step failed or was left out, 2 usage or no token, 3 graph refused, 4 an uncertain job needs a decision,
5 over the limits given, 6 stopped for token or credit.

Environment: PORT, RUNCOMFY_TOKEN or SHOTGRAPH_TOKEN_FILE, RUNCOMFY_MODEL_API_BASE, SHOTGRAPH_DATA_DIR,
SHOTGRAPH_MAX_SUBMITS, SHOTGRAPH_SANDBOX_SPEED, SHOTGRAPH_SANDBOX_FAULTS, SHOTGRAPH_MEDIA_HOSTS. The README says what each is for.`;
