// A soft bell for a new order. Off until somebody asks for it: browsers want a tap before they sound.
const KEPT = "desk-sound";
const button = document.getElementById("sound");
let audio;

export function watchSoundButton() {
  show(localStorage.getItem(KEPT) === "on");
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-pressed") !== "true";
    localStorage.setItem(KEPT, on ? "on" : "off");
    show(on);
    if (on) ring();
  });
}

export function ring() {
  if (button.getAttribute("aria-pressed") !== "true") return;
  audio ??= new AudioContext();
  if (audio.state === "suspended") audio.resume();
  for (const [at, pitch] of [[0, 880], [.12, 1174.7]]) {
    const [tone, loudness] = [audio.createOscillator(), audio.createGain()];
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(.12, audio.currentTime + at);
    loudness.gain.exponentialRampToValueAtTime(.0001, audio.currentTime + at + .9);
    tone.connect(loudness).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 1);
  }
}

function show(on) {
  button.setAttribute("aria-pressed", String(on));
}
