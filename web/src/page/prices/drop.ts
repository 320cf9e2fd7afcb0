/** Takes files that are dropped anywhere on the page, and shows while they are over it that they will be taken. */
export function bindDrop(take: (files: File[]) => void): void {
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes("Files") ?? false;
  let depth = 0; // enter and leave come for every element on the way
  const move = (by: number) => (event: DragEvent) => {
    if (hasFiles(event)) show(Math.max(0, depth + by));
  };
  const show = (next: number): void => {
    depth = next;
    document.body.toggleAttribute("data-dropping", depth > 0);
  };
  addEventListener("dragenter", move(1));
  addEventListener("dragleave", move(-1));
  addEventListener("dragover", (event) => {
    if (hasFiles(event)) event.preventDefault();
  });
  addEventListener("drop", (event) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    show(0);
    take([...(event.dataTransfer?.files ?? [])]);
  });
}
