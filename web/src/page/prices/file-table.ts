import type { PriceFile } from "../../calibrate";
import { h } from "../dom";
import { whenSettled } from "../focus";
import { nameFaults } from "./name";

/** The files with the coin that each is of, to be corrected. */
export function fileTable(
  files: readonly PriceFile[],
  renamed: () => void,
  left: (file: PriceFile) => void,
): HTMLElement {
  const faults = nameFaults(files.map(({ asset }) => asset));
  const row = (file: PriceFile, i: number): HTMLElement => {
    const fault = faults.get(i);
    const id = `prices-coin-fault-${i}`;
    const input = h("input", {
      type: "text",
      class: "text",
      value: file.asset,
      "data-focus": `prices-coin-${i}`,
      "aria-label": `Coin of ${file.name}`,
      "aria-invalid": fault !== undefined && "true",
      "aria-describedby": fault !== undefined && id,
      list: "assets",
      autocomplete: "off",
      spellcheck: "false",
    });
    input.addEventListener("change", () =>
      whenSettled(() => {
        file.asset = input.value.trim();
        renamed();
      }),
    );
    const remove = {
      type: "button",
      class: "remove",
      "aria-label": `Leave ${file.name} out`,
      onclick: () => left(file),
    };
    return h(
      "tr",
      {},
      h("td", {}, input, fault !== undefined && h("span", { class: "fault", id }, fault)),
      h("td", { class: "file-name" }, file.name),
      h("td", {}, h("button", remove, "×")),
    );
  };
  return h(
    "table",
    { class: "edit files" },
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, "Coin"), h("th", { scope: "col" }, "File"), h("td"))),
    h("tbody", {}, ...files.map(row)),
  );
}
