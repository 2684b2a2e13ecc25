import { useState } from 'react';
import { FileDrop } from './file-drop.js';
import styles from './upload-drop.module.css';
import { useErrorWording } from './use-error-wording.js';

type Upload = { readonly isPending: boolean; readonly error: Error | null };

type Props = {
  readonly label: string;
  readonly hint: string;
  readonly endings: readonly string[];
  readonly isDisabled?: boolean;
  /** Said while the file is on its way. */
  readonly pendingText: (name: string) => string;
  readonly upload: Upload;
  /** A name as long as the contract takes: its end tells more than its beginning. */
  readonly onFile: (file: File, name: string) => void;
};

const MAX_NAME_LENGTH = 200;

/** A file for the server: chosen or dropped, on its way, or refused in words. */
export function UploadDrop({ label, hint, endings, isDisabled = false, pendingText, upload, onFile }: Props) {
  const wording = useErrorWording();
  const [name, setName] = useState('');
  return (
    <div>
      <FileDrop
        label={label}
        hint={hint}
        endings={endings}
        maxMegabytes={20}
        isDisabled={isDisabled || upload.isPending}
        error={upload.error === null ? undefined : wording(upload.error)}
        onFile={(file) => {
          setName(file.name);
          onFile(file, file.name.slice(-MAX_NAME_LENGTH));
        }}
      />
      <p role="status" className={styles.pending}>
        {upload.isPending && pendingText(name)}
      </p>
    </div>
  );
}
